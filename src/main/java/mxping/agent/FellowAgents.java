package mxping.agent;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import mxping.check.Check;
import mxping.cluster.Fellowship;
import mxping.cluster.Membership;
import mxping.pages.Fellows;

/** The members of this agent's cluster, for its pages. Thread-safe. */
final class FellowAgents implements Fellows {
  private final Membership membership;
  private final Supplier<List<Check>> configured;

  /**
   * @param configured all checks that are shared
   */
  FellowAgents(Membership membership, Supplier<List<Check>> configured) {
    this.membership = membership;
    this.configured = configured;
  }

  @Override
  public List<Fellow> members() {
    Fellowship now = membership.fellowship();
    Map<String, Integer> checks = new HashMap<>();
    configured
        .get()
        .forEach(
            check -> now.owner(check).ifPresent(one -> checks.merge(one.name(), 1, Integer::sum)));
    return now.members().stream()
        .map(
            one ->
                new Fellow(one.name(), one.pages(), one.same(), checks.getOrDefault(one.name(), 0)))
        .toList();
  }

  @Override
  public List<Elsewhere> elsewhere() {
    Fellowship now = membership.fellowship();
    return configured.get().stream()
        .flatMap(check -> elsewhere(now, check))
        .sorted(Comparator.comparing(Elsewhere::check))
        .toList();
  }

  private static Stream<Elsewhere> elsewhere(Fellowship now, Check check) {
    return now.owner(check).stream()
        .filter(one -> !one.name().equals(now.own()))
        .map(one -> new Elsewhere(check.name(), one.name(), one.pages()));
  }

  @Override
  public Optional<Elsewhere> find(String name) {
    Fellowship now = membership.fellowship();
    return known(name).flatMap(check -> elsewhere(now, check)).findFirst();
  }

  private Stream<Check> known(String name) {
    return configured.get().stream().filter(check -> check.name().equals(name));
  }

  @Override
  public Optional<Word> ask(Elsewhere where) {
    return known(where.check())
        .findFirst()
        .flatMap(membership::ask)
        .map(answer -> new Word(answer.status(), answer.text()));
  }
}
