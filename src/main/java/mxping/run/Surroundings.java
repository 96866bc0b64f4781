package mxping.run;

import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.Optional;
import mxping.courtesy.Turns;
import mxping.probe.OpenDialogues;

/**
 * What all rounds of an agent share.
 *
 * @param machineName the name presented by checks that have no other
 * @param self where the agent's own responder listens
 * @param turns when a probe may begin
 * @param open the dialogues that go on
 * @param clock the wall clock
 */
public record Surroundings(
    Optional<String> machineName,
    InetSocketAddress self,
    Turns turns,
    OpenDialogues open,
    InstantSource clock) {}
