package mxping.run;

import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.Optional;
import mxping.courtesy.Lanes;

/**
 * What all rounds of an agent share.
 *
 * @param machineName the name presented by checks that have no other
 * @param self where the agent's own responder listens
 * @param lanes when a mail host may be visited
 * @param clock the wall clock
 */
public record Surroundings(
    Optional<String> machineName, InetSocketAddress self, Lanes lanes, InstantSource clock) {}
