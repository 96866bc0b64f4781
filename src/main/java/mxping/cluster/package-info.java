/**
 * Agents that share their checks: who is there, who runs which check, and whose turn it is to
 * connect to an address. Who runs what nobody has to ask: from the same members and the same file,
 * all agents draw the same conclusions. Turns are asked for, of the member that keeps the lane.
 */
@NullMarked
package mxping.cluster;

import org.jspecify.annotations.NullMarked;
