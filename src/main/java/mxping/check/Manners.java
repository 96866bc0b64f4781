package mxping.check;

import java.time.Duration;
import java.util.List;

/**
 * How the agent behaves as a guest of all mail hosts together.
 *
 * @param gap least pause from the end of one connection to an address to the start of the next
 * @param invalidRecipientsPerMinute recipients that may be refused by one address in any 60 s
 * @param ownNetworks addresses that are ours: no gap, no budget, no back-off
 * @param maxInFlight probes at once
 */
public record Manners(
    Duration gap, int invalidRecipientsPerMinute, List<Network> ownNetworks, int maxInFlight) {
  public Manners {
    ownNetworks = List.copyOf(ownNetworks);
  }
}
