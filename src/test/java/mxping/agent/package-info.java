/** The agent's own matters: what it tells the log. */
@NullMarked
package mxping.agent;

import org.jspecify.annotations.NullMarked;
