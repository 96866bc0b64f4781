/**
 * The little responder that the agent probes to know itself alive: a first run shows a live host
 * without any network, and a broken agent is told from a broken host.
 */
@NullMarked
package mxping.self;

import org.jspecify.annotations.NullMarked;
