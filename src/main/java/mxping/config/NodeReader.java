package mxping.config;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;
import tools.jackson.dataformat.yaml.YAMLReadFeature;

/**
 * From the text of one file to its tree. Values may nest 50 deep and be half a million in all,
 * aliases counted as often as they repeat theirs; more is a bomb. Duplicate keys, merge keys, tags
 * and second documents are problems. One reader reads one file.
 */
final class NodeReader {
  static final int MOST_DEPTH = 50;
  static final int MOST_VALUES = 300_000;

  private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");

  private static final YAMLFactory YAML =
      YAMLFactory.builder()
          .loadSettings(LoadSettings.builder().setCodePointLimit(Source.MOST_OCTETS + 1).build())
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNumberLength(Source.MOST_OCTETS)
                  .maxNameLength(Source.MOST_OCTETS)
                  .build())
          .disable(YAMLReadFeature.EMPTY_STRING_AS_NULL)
          .disable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private final YAMLParser parser;
  private final String file;
  private final Spelling spelling;
  private final Filling filling;
  private final Problems problems;
  private final Map<String, Built> anchors = new HashMap<>();
  private final Set<String> open = new HashSet<>();
  private int values;
  private int deepest;

  private NodeReader(
      YAMLParser parser, String file, String text, Filling filling, Problems problems) {
    this.parser = parser;
    this.file = file;
    this.spelling = new Spelling(text);
    this.filling = filling;
    this.problems = problems;
  }

  /** The tree of {@code text}, {@link Node.Nothing} for an empty one; empty where it is no YAML. */
  static Optional<Node> read(String file, String text, Filling filling, Problems problems) {
    try (YAMLParser parser =
        (YAMLParser) YAML.createParser(ObjectReadContext.empty(), new StringReader(text))) {
      return Optional.of(new NodeReader(parser, file, text, filling, problems).document());
    } catch (JacksonException e) {
      problems.add(SyntaxErrors.problem(e, file));
    } catch (Bomb bomb) {
      problems.add(bomb.problem);
    }
    return Optional.empty();
  }

  private Node document() {
    JsonToken first = parser.nextToken();
    if (first == null) {
      return new Node.Nothing(Place.top(file));
    }
    Node root = value(first, KeyPath.top(), 1).node();
    if (parser.nextToken() != null) {
      problems.add(
          place(KeyPath.top()), "a second document begins here; a configuration is one document");
    }
    return root;
  }

  /** A node and what it costs: how many values it stands for, and how deep they nest. */
  private record Built(Node node, int weight, int height) {}

  private Built value(JsonToken token, KeyPath key, int depth) {
    Place at = place(key);
    if (parser.isCurrentAlias()) {
      return alias(at, depth);
    }
    count(1, depth, at);
    boolean tagged = parser.getRawTag() != null;
    if (tagged) {
      problems.add(at, "YAML tags such as !env are not understood here");
    }
    Spelling.Value spelled = spelling.at(parser.currentTokenLocation().getCharOffset());
    spelled.anchor().ifPresent(open::add);
    int before = values;
    int outer = deepest;
    deepest = depth;
    Node node = node(token, at, key, depth, spelled.plain());
    Built built =
        new Built(tagged ? new Node.Refused(at) : node, 1 + values - before, 1 + deepest - depth);
    deepest = Math.max(outer, deepest);
    spelled
        .anchor()
        .ifPresent(
            name -> {
              open.remove(name);
              anchors.put(name, built);
            });
    return built;
  }

  private Node node(JsonToken token, Place at, KeyPath key, int depth, boolean plain) {
    return switch (token) {
      case START_OBJECT -> mapping(at, key, depth);
      case START_ARRAY -> sequence(at, key, depth);
      case VALUE_STRING,
          VALUE_NUMBER_INT,
          VALUE_NUMBER_FLOAT,
          VALUE_TRUE,
          VALUE_FALSE,
          VALUE_NULL,
          VALUE_EMBEDDED_OBJECT,
          PROPERTY_NAME,
          END_OBJECT,
          END_ARRAY,
          NOT_AVAILABLE ->
          scalar(at, plain);
    };
  }

  private Node scalar(Place at, boolean plain) {
    String text = parser.getString();
    return plain && NULLS.contains(text) ? new Node.Nothing(at) : filling.fill(at, text, problems);
  }

  private Node sequence(Place at, KeyPath key, int depth) {
    List<Node> items = new ArrayList<>();
    for (JsonToken t = parser.nextToken();
        t != null && t != JsonToken.END_ARRAY;
        t = parser.nextToken()) {
      items.add(value(t, key.item(items.size()), depth + 1).node());
    }
    return new Node.Sequence(at, items);
  }

  private Node mapping(Place at, KeyPath key, int depth) {
    var members = new LinkedHashMap<String, Node.Member>();
    for (JsonToken t = parser.nextToken(); t == JsonToken.PROPERTY_NAME; t = parser.nextToken()) {
      String name = parser.getString();
      Place named = place(key.member(name));
      JsonToken next = parser.nextToken();
      if (next == null) {
        break;
      }
      Node value = value(next, named.key(), depth + 1).node();
      member(members, name, new Node.Member(named, value));
    }
    return new Node.Mapping(at, members);
  }

  private void member(Map<String, Node.Member> members, String name, Node.Member member) {
    if (name.equals("<<")) {
      problems.add(
          member.at(),
          "YAML's merge key is not understood; what checks share goes under `defaults`");
      return;
    }
    Node.Member earlier = members.putIfAbsent(name, member);
    if (earlier != null) {
      problems.add(member.at(), "is given twice, first in line " + earlier.at().line());
    }
  }

  private Built alias(Place at, int depth) {
    String name = parser.getString();
    Built target = anchors.get(name);
    if (target == null) {
      String what = open.contains(name) ? "stands inside of what it repeats" : "repeats nothing";
      problems.add(at, "the alias " + Quoted.of("*" + name) + " " + what);
      target = new Built(new Node.Refused(at), 1, 1);
    }
    deepest = Math.max(deepest, depth + target.height() - 1);
    count(target.weight(), deepest, at);
    return target;
  }

  private void count(int more, int depth, Place at) {
    values += more;
    if (depth > MOST_DEPTH) {
      throw new Bomb(at.problem("values nest more than " + MOST_DEPTH + " deep here"));
    }
    if (values > MOST_VALUES) {
      throw new Bomb(
          at.problem("more than " + MOST_VALUES + " values, those that aliases repeat included"));
    }
  }

  private Place place(KeyPath key) {
    TokenStreamLocation location = parser.currentTokenLocation();
    return new Place(file, location.getLineNr(), location.getColumnNr(), key);
  }

  /** The end of reading in the midst of a file; never leaves this class. */
  private static final class Bomb extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient Problem problem;

    Bomb(Problem problem) {
      super(problem.text());
      this.problem = problem;
    }
  }
}
