@NullMarked
package mxping.log;

import org.jspecify.annotations.NullMarked;
