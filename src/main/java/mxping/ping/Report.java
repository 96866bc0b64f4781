package mxping.ping;

import java.util.Collection;
import java.util.List;
import mxping.probe.Spectator;
import mxping.resolve.MailHost;
import mxping.run.Destination;

/** How a ping is told, as it goes on. One call at a time but for those of a spectator. */
interface Report extends Spectator {

  /** Where the target's mail goes, before anybody is asked. */
  void destination(Destination destination, List<Listed> hosts);

  /** A host's turn has begun; for now, {@code what} is waited for. */
  void waits(int sequence, MailHost host, String what);

  void probed(Probe probe);

  /** The end, with what came of each host that was asked. */
  void ended(Collection<Tally> tallies);

  /** Whether anybody still reads it. */
  boolean read();
}
