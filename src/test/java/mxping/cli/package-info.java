/** The command line, as a person types it. */
@NullMarked
package mxping.cli;

import org.jspecify.annotations.NullMarked;
