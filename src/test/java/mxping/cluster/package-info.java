@NullMarked
package mxping.cluster;

import org.jspecify.annotations.NullMarked;
