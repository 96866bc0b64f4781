@NullMarked
package mxping.ping;

import org.jspecify.annotations.NullMarked;
