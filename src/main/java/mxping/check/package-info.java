/**
 * What a check is: pure values, complete and validated, with equality that a reload can rest on.
 * Nothing here does I/O.
 */
@NullMarked
package mxping.check;

import org.jspecify.annotations.NullMarked;
