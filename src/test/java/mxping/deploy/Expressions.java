package mxping.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** All expressions under {@code deploy}: of rules, of the templates in their texts, of Grafana. */
public final class Expressions {
  private static final Pattern QUERY =
      Pattern.compile("printf \"((?:[^\"\\\\]|\\\\.)*)\"[^|}]*\\| query");
  private static final Pattern LABEL = Pattern.compile("\\$labels\\.(\\w+)");
  private static final Pattern LEGEND = Pattern.compile("\\{\\{(\\w+)}}");
  private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((.*), (\\w+)\\)");

  private Expressions() {}

  /** Every one of them. */
  public static List<Expression> all() {
    return Stream.of(ofRules(), ofDashboards(), ofGrafanaRules()).flatMap(List::stream).toList();
  }

  /** Recording rules: the name of each and its expression. */
  public static Map<String, String> recorded() {
    Map<String, String> recorded = new TreeMap<>();
    for (Rule rule : Rule.all()) {
      if (rule.json().has("record")) {
        recorded.put(rule.json().get("record").asString(), rule.expression());
      }
    }
    return recorded;
  }

  private static List<Expression> ofRules() {
    List<Expression> all = new ArrayList<>();
    for (Rule rule : Rule.all()) {
      all.add(new Expression(rule.name(), rule.expression(), labels(rule.annotations())));
      all.addAll(queries(rule.name(), rule.annotations()));
    }
    return all;
  }

  /** Those that a template asks for itself. */
  private static List<Expression> queries(String where, String template) {
    List<Expression> all = new ArrayList<>();
    Matcher query = QUERY.matcher(template);
    while (query.find()) {
      String text = query.group(1).replace("%q", "\"x\"");
      all.add(new Expression(where + ", in its text", text, Set.of()));
    }
    return all;
  }

  private static Set<String> labels(String template) {
    return found(LABEL, template);
  }

  private static Set<String> found(Pattern pattern, String text) {
    Set<String> names = new TreeSet<>();
    pattern.matcher(text).results().forEach(match -> names.add(match.group(1)));
    return names;
  }

  private static List<Expression> ofDashboards() {
    List<Expression> all = new ArrayList<>();
    for (Deployed file : Deployed.below("grafana/dashboards", name -> name.endsWith(".json"))) {
      JsonNode board = file.yaml();
      for (JsonNode panel : board.get("panels")) {
        String where = file + ", " + panel.path("title").asString();
        for (JsonNode target : panel.path("targets")) {
          Set<String> legend = found(LEGEND, target.get("legendFormat").asString());
          all.add(new Expression(where, filled(target.get("expr").asString()), legend));
        }
      }
      for (JsonNode annotation : board.at("/annotations/list")) {
        String text = filled(annotation.get("expr").asString());
        all.add(new Expression(file + ", annotation", text, Set.of()));
      }
      for (JsonNode variable : board.at("/templating/list")) {
        Matcher values = LABEL_VALUES.matcher(variable.path("definition").asString(""));
        if (values.matches()) {
          String where = file + ", variable " + variable.get("name").asString();
          all.add(new Expression(where, filled(values.group(1)), Set.of(values.group(2))));
        }
      }
    }
    return all;
  }

  /** As Grafana sends it, with some value for each variable. */
  private static String filled(String text) {
    return text.replace("$__rate_interval", "1m").replaceAll("\\$\\w+", "x");
  }

  private static List<Expression> ofGrafanaRules() {
    List<Expression> all = new ArrayList<>();
    JsonNode rules = Deployed.at("grafana/provisioning/alerting/rules.yaml").yaml();
    for (JsonNode rule : rules.at("/groups/0/rules")) {
      String text = rule.at("/data/0/model/expr").asString();
      String where = rule.get("uid").asString();
      all.add(new Expression(where, text, labels(rule.get("annotations").toString())));
    }
    return all;
  }
}
