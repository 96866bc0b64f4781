/** What the distribution's Java runtime is made of. */
@NullMarked
package mxping.runtime;

import org.jspecify.annotations.NullMarked;
