/**
 * How the log is written: one event one line, as text or as JSON, to standard error. The one
 * package that knows what stands behind SLF4J.
 */
@NullMarked
package mxping.log;

import org.jspecify.annotations.NullMarked;
