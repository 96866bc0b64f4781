package mxping.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mxping.check.Check;
import mxping.cluster.Census.Announced;
import mxping.cluster.Census.Member;

/** The members of a cluster at one moment, and who of them runs which check. Immutable. */
public final class Fellowship {
  private final Census census;
  private final Ownership ownership;

  /**
   * One member.
   *
   * @param pages where it serves them; empty where it has not told yet
   * @param same whether it has read the same file, and so shares checks with this agent
   */
  public record Fellow(String name, Optional<String> pages, boolean same) {}

  Fellowship(Census census) {
    this.census = census;
    this.ownership = census.ownership();
  }

  /** This agent's own name. */
  public String own() {
    return census.own().name();
  }

  /** All members, this agent first. */
  public List<Fellow> members() {
    List<Fellow> members = new ArrayList<>();
    members.add(fellow(census.own()));
    census.others().forEach(other -> members.add(fellow(other)));
    return members;
  }

  private Fellow fellow(Member member) {
    return switch (member) {
      case Announced told ->
          new Fellow(
              told.name(),
              Optional.of(told.pages()).filter(pages -> pages.startsWith("http")),
              told.digest().equals(census.own().digest()));
      case Census.Silent silent -> new Fellow(silent.name(), Optional.empty(), false);
    };
  }

  /** The member that runs a check; empty where all do. */
  public Optional<Fellow> owner(Check check) {
    return ownership
        .owner(check)
        .flatMap(owner -> members().stream().filter(one -> one.name().equals(owner)).findFirst());
  }

  /** Whether somebody has read another file than this agent. */
  public boolean disagrees() {
    return census.disagrees();
  }
}
