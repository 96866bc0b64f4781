/** Courtesy as a mail host sees it, and the reckoning behind it with time passed in. */
@NullMarked
package mxping.courtesy;

import org.jspecify.annotations.NullMarked;
