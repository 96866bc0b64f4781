/**
 * When rounds begin: Quartz with one trigger for each check, firings on virtual threads, and a
 * watch on the wall clock, by which Quartz goes. Alone knows Quartz.
 */
@NullMarked
package mxping.schedule;

import org.jspecify.annotations.NullMarked;
