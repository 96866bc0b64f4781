package mxping.web;

import java.util.List;
import mxping.check.Configuration;
import mxping.check.Manners;
import mxping.check.Network;

/**
 * What is loaded, in the words of {@code checks.yaml}, with every default filled in. Of a file that
 * it names the path is shown; of what is in it, and of any other secret, nothing.
 */
record ConfigView(ProbeSettings probe, List<CheckSettings> checks) {

  /** The agent's manners. */
  record ProbeSettings(
      String gap, int invalidRecipientsPerMinute, List<String> ownNetworks, int maxInFlight) {

    static ProbeSettings of(Manners manners) {
      return new ProbeSettings(
          DurationText.of(manners.gap()),
          manners.invalidRecipientsPerMinute(),
          manners.ownNetworks().stream().map(Network::toString).toList(),
          manners.maxInFlight());
    }
  }

  static ConfigView of(Configuration configuration) {
    return new ConfigView(
        ProbeSettings.of(configuration.manners()),
        configuration.checks().stream().map(CheckSettings::of).toList());
  }
}
