/** The way in: arguments to a command, and a command's end to an exit code. */
@NullMarked
package mxping;

import org.jspecify.annotations.NullMarked;
