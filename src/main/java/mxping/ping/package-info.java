/**
 * Ping for mail, as people type it: the mail hosts of one target asked in turn, again and again,
 * with the same probes and the same courtesy as the agent's, told line by line to a terminal or as
 * JSON, and summed up at the end.
 */
@NullMarked
package mxping.ping;

import org.jspecify.annotations.NullMarked;
