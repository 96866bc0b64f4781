/** The run from which the distribution's cache is made, on loopback only. */
@NullMarked
package mxping.training;

import org.jspecify.annotations.NullMarked;
