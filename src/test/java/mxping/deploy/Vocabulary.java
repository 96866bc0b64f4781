package mxping.deploy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The metrics that an expression can ask for, each with its labels. */
public final class Vocabulary {
  /** What Prometheus puts on every series it scrapes, and whoever runs it on all of one place. */
  private static final Set<String> OF_TARGETS = Set.of("job", "instance", "vantage");

  /** What Prometheus itself keeps of alerts. */
  private static final Map<String, Set<String>> OF_PROMETHEUS =
      Map.of("ALERTS", Set.of("alertname", "alertstate", "severity", "check"));

  private final Map<String, Set<String>> labels = new HashMap<>(OF_PROMETHEUS);

  /**
   * What there is.
   *
   * @param exported by agents
   * @param recorded names of recording rules and their expressions, made of the others
   */
  public Vocabulary(Map<String, Set<String>> exported, Map<String, String> recorded) {
    labels.putAll(exported);
    recorded.forEach((name, expression) -> labels.put(name, new HashSet<>()));
    // a rule made of others has their labels: as many turns as a chain of rules is long
    for (int turn = 0; turn < recorded.size(); turn++) {
      recorded.forEach((name, expression) -> labels(name).addAll(of(PromQl.read(expression))));
    }
  }

  /** What a rule's result can be labelled with: what it groups by, else what its metrics have. */
  private Set<String> of(PromQl expression) {
    if (!expression.grouped.isEmpty()) {
      return expression.grouped;
    }
    Set<String> all = new HashSet<>();
    expression.matched.keySet().forEach(metric -> all.addAll(labels(metric)));
    return all;
  }

  private Set<String> labels(String metric) {
    return labels.getOrDefault(metric, Set.of());
  }

  /** What of an expression is not there, each in words. */
  public List<String> unknownTo(Expression expression) {
    PromQl names = PromQl.read(expression.text());
    List<String> unknown = new ArrayList<>();
    Set<String> all = new HashSet<>(OF_TARGETS);
    names.matched.forEach(
        (metric, matched) -> {
          if (!labels.containsKey(metric)) {
            unknown.add("no metric " + metric + " for " + expression);
          }
          all.addAll(labels(metric));
          for (String label : matched) {
            if (!labels(metric).contains(label) && !OF_TARGETS.contains(label)) {
              unknown.add("no label " + label + " on " + metric + " for " + expression);
            }
          }
        });
    for (Set<String> used : List.of(names.grouped, expression.shown())) {
      for (String label : used) {
        if (!all.contains(label)) {
          unknown.add("no label " + label + " for " + expression);
        }
      }
    }
    return unknown;
  }
}
