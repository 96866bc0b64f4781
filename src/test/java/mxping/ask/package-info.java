@NullMarked
package mxping.ask;

import org.jspecify.annotations.NullMarked;
