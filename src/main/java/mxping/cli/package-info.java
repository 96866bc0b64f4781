/** The command line: flags as Prometheus exporters have them, and the commands behind them. */
@NullMarked
package mxping.cli;

import org.jspecify.annotations.NullMarked;
