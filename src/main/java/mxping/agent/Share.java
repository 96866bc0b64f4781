package mxping.agent;

import java.util.List;
import java.util.Optional;
import mxping.check.Check;
import mxping.cluster.Membership;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Of the checks that are configured those that this agent runs: all, or its share of a cluster's.
 * Thread-safe.
 */
final class Share {
  private static final Logger LOG = LoggerFactory.getLogger(Share.class);

  private final Roster roster;
  private final Optional<Membership> membership;
  private List<Check> configured = List.of();

  Share(Roster roster, Optional<Membership> membership) {
    this.roster = roster;
    this.membership = membership;
  }

  /** These checks are configured from now on. */
  synchronized Changes configured(List<Check> checks) {
    configured = List.copyOf(checks);
    return roster.become(mine());
  }

  /** Members have come or gone, or read something else. */
  synchronized void shared() {
    Changes changes = roster.become(mine());
    if (changes.any()) {
      LOG.info("the share of this agent: {}", changes.words());
    }
  }

  private List<Check> mine() {
    return membership.map(one -> one.mine(configured)).orElse(configured);
  }
}
