/** The schedule: what is planned, by clocks made up for the test, and real rounds that come. */
@NullMarked
package mxping.schedule;

import org.jspecify.annotations.NullMarked;
