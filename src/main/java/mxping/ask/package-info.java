/**
 * What may be probed for somebody who asks over the network, and on which terms: a door that must
 * lead to mail hosts and nowhere else. Pure decisions; the probe itself is a round like any other.
 */
@NullMarked
package mxping.ask;

import org.jspecify.annotations.NullMarked;
