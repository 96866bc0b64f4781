/**
 * One round of one check: resolve, visit each mail host, judge them together. A round is a value
 * that goes to whoever wants it; nothing of it is kept here.
 */
@NullMarked
package mxping.run;

import org.jspecify.annotations.NullMarked;
