/**
 * How the agent behaves as a guest of all mail hosts: a lane for each address, in which visits of
 * all checks take turns, one connection at a time, with a pause between, few recipients that may be
 * refused, and patience with a host that has had enough of us.
 */
@NullMarked
package mxping.courtesy;

import org.jspecify.annotations.NullMarked;
