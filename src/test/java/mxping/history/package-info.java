/** What is remembered of checks and hosts, and for how long. */
@NullMarked
package mxping.history;

import org.jspecify.annotations.NullMarked;
