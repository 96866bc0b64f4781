package mxping.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mxping.check.Check;
import mxping.config.Node.Mapping;
import mxping.config.Node.Scalar;
import mxping.config.SettingsDecoder.Draft;
import mxping.config.Targets.Aim;

/** One entry of {@code checks}, over the defaults; with {@code domains} it is several checks. */
final class CheckDecoder {
  private final Mapping defaults;
  private final SettingsDecoder settings;
  private final Remembered ofDefaults = new Remembered();
  private final Map<String, Place> names = new HashMap<>();

  /** Decoders share nothing; names are unique among the checks of one decoder. */
  CheckDecoder(Mapping defaults, SettingsDecoder settings) {
    this.defaults = defaults;
    this.settings = settings;
  }

  Form<List<Check>> form() {
    return Form.layered(own -> Layers.ofCheck(defaults, own), ofDefaults, this::checks);
  }

  private List<Check> checks(Fields fields) {
    Optional<String> name = fields.take("name", Names::name);
    Targets targets = Targets.take(fields);
    Draft draft = settings.take(fields, targets.recipient());
    Contradictions.ofSettings(fields);
    boolean ofDomains = fields.mapping().has("domains");
    if (ofDomains && fields.mapping().has("name")) {
      fields.problem(
          "name", "does not go with `domains`, whose checks are named after their domains");
    }
    return targets.aims().stream()
        .map(aim -> check(fields, draft, aim, name.filter(given -> !ofDomains)))
        .toList();
  }

  private Check check(Fields fields, Draft draft, Aim aim, Optional<String> given) {
    Optional<Node> named = fields.mapping().value("name");
    Optional<String> name = given.or(aim::defaultName);
    if (name.isEmpty() && named.isEmpty()) {
      fields
          .problems()
          .add(aim.from().at(), "the check needs a `name`: this value cannot serve as one");
    }
    Node from = given.flatMap(own -> named).orElse(aim.from());
    name.ifPresent(unique -> unique(unique, from, fields.problems()));
    Check check = draft.of(name.orElse(""), aim.target());
    Contradictions.ofTarget(fields, check);
    return check;
  }

  private void unique(String name, Node from, Problems problems) {
    Place other = names.putIfAbsent(name, from.at());
    if (other != null) {
      String shown =
          from instanceof Scalar scalar && scalar.secret() ? scalar.quoted() : Quoted.of(name);
      problems.add(from.at(), shown + " is the name of another check, at " + other.brief());
    }
  }
}
