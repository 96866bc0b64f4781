package mxping.cluster;

import java.util.Optional;
import mxping.check.Check;
import mxping.check.Target;

/**
 * What decides who runs a check, taken from the file alone: its group, else its domain or host.
 * Checks of one key are always run by one member, which can then share connections between them.
 */
record Key(String text) {

  /**
   * The key of a check; empty where every agent runs it: the agent's own responder tells a broken
   * agent, which no other agent can.
   */
  static Optional<Key> of(Check check) {
    return switch (check.target()) {
      case Target.Domain domain -> Optional.of(new Key(check.group().orElse(domain.name())));
      case Target.Host host -> Optional.of(new Key(check.group().orElse(host.name())));
      case Target.Self self -> Optional.empty();
    };
  }

  /**
   * Where in their interval all checks of this key begin, from 0 to less than 1: whoever runs them
   * begins them at the same moments.
   */
  double phase() {
    return (Weight.of("", this) >>> 11) * 0x1.0p-53;
  }
}
