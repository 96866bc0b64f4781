package mxping.agent;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import mxping.check.Check;
import mxping.history.History;
import mxping.metrics.Metrics;
import mxping.run.CheckRun;
import mxping.run.Surroundings;
import mxping.schedule.Place;
import mxping.schedule.Timetable;
import mxping.schedule.Timetable.Planned;
import org.jspecify.annotations.Nullable;

/**
 * The checks that are watched. What is equal before and after a change of them keeps its schedule,
 * counters and history; what is not is a check that begins anew under an old name. Thread-safe.
 */
final class Roster {
  private final Map<String, Watched> watched = new ConcurrentHashMap<>();
  private final Surroundings surroundings;
  private final Timetable timetable;
  private final History history;
  private final Metrics metrics;
  private final StateLog log;
  private final Function<Check, Optional<Place>> places;

  /**
   * @param places where the rounds of a check stand; empty where they may stand anywhere
   */
  Roster(
      Surroundings surroundings,
      Timetable timetable,
      History history,
      Metrics metrics,
      StateLog log,
      Function<Check, Optional<Place>> places) {
    this.surroundings = surroundings;
    this.timetable = timetable;
    this.history = history;
    this.metrics = metrics;
    this.log = log;
    this.places = places;
  }

  Optional<Watched> find(String check) {
    return Optional.ofNullable(watched.get(check));
  }

  /**
   * Watches these checks from now on, and no others.
   *
   * @param checks with names that are unique
   */
  synchronized Changes become(List<Check> checks) {
    List<Check> added = new ArrayList<>();
    List<Check> changed = new ArrayList<>();
    for (Check check : checks) {
      @Nullable Watched before = watched.get(check.name());
      if (before == null) {
        added.add(check);
      } else if (!before.run().check().equals(check)) {
        changed.add(check);
      }
    }
    Set<String> removed = new HashSet<>(watched.keySet());
    checks.forEach(check -> removed.remove(check.name()));
    letGo(removed, names(changed));
    timetable.beginBatch();
    changed.forEach(this::watch);
    added.forEach(this::watch);
    return new Changes(
        names(added),
        removed.stream().sorted().toList(),
        names(changed),
        checks.size() - added.size() - changed.size());
  }

  /** What is changed stays in the history until it is watched anew, so that no scrape misses it. */
  private void letGo(Set<String> removed, List<String> changed) {
    Set<String> gone = new HashSet<>(removed);
    gone.addAll(changed);
    for (String check : gone) {
      timetable.cancel(check);
      find(check).ifPresent(Watched::letGo);
      log.forget(check);
    }
    metrics.forget(gone);
    removed.forEach(history::remove);
    watched.keySet().removeAll(removed);
  }

  private void watch(Check check) {
    Watched one = new Watched(new CheckRun(check, surroundings));
    watched.put(check.name(), one);
    // its first round may end before the plan is in the history: what comes of it waits for that
    one.unlessGone(() -> plan(check));
  }

  private void plan(Check check) {
    Optional<Place> place = places.apply(check);
    if (place.isEmpty()) {
      history.add(check, timetable.plan(check));
      return;
    }
    Planned planned = timetable.plan(check, place.get());
    history.add(check, planned.due());
    if (planned.overdue()) {
      timetable.makeUp(check.name(), planned.due());
    }
  }

  private static List<String> names(List<Check> checks) {
    return checks.stream().map(Check::name).collect(Collectors.toList());
  }
}
