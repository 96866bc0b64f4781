package mxping.courtesy;

import java.net.InetAddress;
import java.time.Duration;
import mxping.check.Manners;
import mxping.check.Network;

/**
 * How one address is to be visited, by the manners that hold at the moment.
 *
 * @param gap least pause between two connections
 * @param invalidRecipientsPerMinute recipients that may be refused in any 60 s
 * @param atHome whether the address is our own, where nothing but one connection at a time is owed
 */
record Conduct(Duration gap, int invalidRecipientsPerMinute, boolean atHome) {

  static Conduct towards(InetAddress address, Manners manners) {
    boolean ours = ours(address, manners);
    return new Conduct(
        ours ? Duration.ZERO : manners.gap(), manners.invalidRecipientsPerMinute(), ours);
  }

  private static boolean ours(InetAddress address, Manners manners) {
    for (Network network : manners.ownNetworks()) {
      if (network.contains(address)) {
        return true;
      }
    }
    return false;
  }
}
