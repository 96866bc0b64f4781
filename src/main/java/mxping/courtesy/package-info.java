/**
 * When a probe may begin: how many at once, and how the agent behaves as a guest of all mail hosts.
 */
@NullMarked
package mxping.courtesy;

import org.jspecify.annotations.NullMarked;
