package mxping.config;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import mxping.check.Check;
import mxping.check.Family;
import mxping.check.Target;
import mxping.check.Until;
import mxping.config.Node.Mapping;
import mxping.config.Node.Scalar;

/**
 * Keys of one check that cannot hold together, whichever layer they come from. Each is told at the
 * key that the check itself gives, else where {@code defaults} give it.
 */
final class Contradictions {
  private final Fields fields;
  private final Mapping check;
  private final Problems problems;

  private Contradictions(Fields fields) {
    this.fields = fields;
    this.check = fields.mapping();
    this.problems = fields.problems();
  }

  /** Those that can be told without knowing the target. */
  static void ofSettings(Fields fields) {
    var contradictions = new Contradictions(fields);
    contradictions.until();
    contradictions.timezone();
    contradictions.tls();
    contradictions.auth();
  }

  /** Those between target and settings. */
  static void ofTarget(Fields fields, Check check) {
    var contradictions = new Contradictions(fields);
    contradictions.catchAll(check);
    contradictions.families(check);
    contradictions.domainOnly(check.target());
    contradictions.self(check.target());
    contradictions.starttls(check);
    contradictions.login(check.target());
  }

  private void until() {
    Optional<Until> until = fields.take("until", SettingsDecoder.UNTIL);
    Optional<String> asking = asking();
    if (until.isEmpty()) {
      return;
    }
    if (until.get() == Until.RCPT && asking.isEmpty()) {
      problems.add(place("until"), "`rcpt` has nobody to ask; give `rcpt` or `catch_all: true`");
    }
    boolean logsIn = check.has("auth");
    if (until.get() == Until.AUTH && !logsIn) {
      problems.add(place("until"), "`auth` has nobody to log in as; give `auth`");
    }
    if (!until.get().reaches(Until.AUTH) && logsIn && !check.has("self")) {
      problems.add(
          place("until", "auth"),
          "`until` ends before `auth`; " + untilOut() + ", or set `auth: null`");
    }
    if (until.get() != Until.RCPT && asking.isPresent()) {
      String key = asking.get();
      String way =
          switch (key) {
            case "rcpt" -> "set `rcpt: null`";
            case "catch_all" -> "set `catch_all: false`";
            default -> "name a `domain` instead";
          };
      problems.add(
          place("until", key),
          "`until` ends before `" + key + "` is asked; " + untilOut() + ", or " + way);
    }
  }

  private String untilOut() {
    return fields.own().has("until") ? "leave `until` out" : "set `until: null`";
  }

  /** The key that wants a recipient to be asked for. */
  private Optional<String> asking() {
    boolean catchAll =
        check
            .value("catch_all")
            .filter(n -> n instanceof Scalar s && s.text().equals("true"))
            .isPresent();
    return check.value("rcpt").filter(node -> !node.isEmptyList()).isPresent()
        ? Optional.of("rcpt")
        : check.has("address")
            ? Optional.of("address")
            : catchAll ? Optional.of("catch_all") : Optional.empty();
  }

  private void timezone() {
    if (fields.own().has("timezone") && !check.has("cron")) {
      problems.add(place("timezone"), "means nothing without `cron`");
    }
  }

  private void catchAll(Check built) {
    boolean domain =
        built.target() instanceof Target.Domain
            || built.recipients().stream().anyMatch(r -> !Mailboxes.domain(r.address()).isEmpty());
    boolean unread = built.recipients().isEmpty() && asking().filter("rcpt"::equals).isPresent();
    if (built.catchAll() && !domain && !unread) {
      problems.add(
          place("catch_all"),
          "needs a domain to ask in: a `domain` target, or an address in `rcpt`");
    }
  }

  private void families(Check built) {
    Optional<InetAddress> host =
        built.target() instanceof Target.Host literal
            ? IpLiterals.address(literal.name()).value()
            : Optional.empty();
    Optional<InetAddress> source = built.sourceAddress();
    Family family = built.family();
    if (host.isPresent() && !family.equals(Family.BOTH) && !fits(family, host.get())) {
      problems.add(place("family", "host"), "`family` and `host` exclude each other");
    }
    if (source.isPresent() && !fits(family, source.get())) {
      problems.add(
          place("source_address", "family"), "`source_address` and `family` exclude each other");
    }
    if (host.isPresent() && source.isPresent() && version(host.get()) != version(source.get())) {
      problems.add(
          place("source_address", "host"), "`source_address` and `host` are of two families");
    }
  }

  private static boolean fits(Family family, InetAddress address) {
    return switch (family) {
      case ANY -> true;
      case IPV4 -> version(address) == 4;
      case IPV6 -> version(address) == 6;
      case BOTH -> false;
    };
  }

  private static int version(InetAddress address) {
    return address instanceof Inet4Address ? 4 : 6;
  }

  private void domainOnly(Target target) {
    Node own = fields.own().value("expect").orElse(new Node.Nothing(check.at()));
    if (!(target instanceof Target.Domain) && own instanceof Mapping expect && expect.has("mx")) {
      problems.add(expect.at("mx"), "is of a domain's MX lookup, and this target has none");
    }
  }

  private void self(Target target) {
    if (target instanceof Target.Self && fields.own().has("port")) {
      problems.add(place("port"), "the agent's own responder chooses its port");
    }
  }

  /** What is said of TLS means nothing where there is none. */
  private void tls() {
    if (tlsIsOff()) {
      fields
          .own()
          .value("tls")
          .filter(Mapping.class::isInstance)
          .map(Mapping.class::cast)
          .ifPresent(this::meaningless);
    }
  }

  private boolean tlsIsOff() {
    return check
        .value("tls")
        .filter(tls -> word(tls, "mode").equals(Optional.of("off")))
        .isPresent();
  }

  private void meaningless(Mapping tls) {
    tls.members().keySet().stream()
        .filter(key -> !key.equals("mode") && tls.has(key))
        .filter(key -> !(key.equals("verify") && word(tls, "verify").equals(Optional.of("off"))))
        .forEach(key -> problems.add(tls.at(key), "means nothing where `mode` is off"));
  }

  /** Who logs in needs a name and a password, and TLS to say it in. */
  private void auth() {
    Optional<Node> auth = check.value("auth").filter(Mapping.class::isInstance);
    if (auth.isEmpty() || !check.has("host")) {
      return;
    }
    AuthDecoder.NEEDED.stream()
        .filter(key -> !(auth.get() instanceof Mapping given && given.has(key)))
        .forEach(key -> problems.add(place("auth"), "needs a `" + key + "`"));
    boolean plaintext = word(auth.get(), "allow_plaintext").equals(Optional.of("true"));
    if (tlsIsOff() && !plaintext) {
      problems.add(
          place("auth", "tls"),
          "is never sent in the clear; leave `tls: {mode: off}` out, or set `allow_plaintext: true`");
    }
  }

  /** A password goes to whom the file names, not to whom somebody's MX record does. */
  private void login(Target target) {
    boolean own = fields.own().has("auth");
    String otherwise = own ? "" : "; set `auth: null` for this check";
    switch (target) {
      case Target.Host host -> {}
      case Target.Domain domain -> {
        if (check.has("auth")) {
          problems.add(
              place("auth"),
              "goes with `host` only: a password goes to a host that is named" + otherwise);
        }
      }
      case Target.Self self -> {
        if (own) {
          problems.add(place("auth"), "the agent's own responder knows no users");
        }
      }
    }
  }

  private static Optional<String> word(Node node, String key) {
    return node instanceof Mapping mapping
        ? mapping.value(key).map(n -> n instanceof Scalar s ? s.text() : "")
        : Optional.empty();
  }

  private void starttls(Check built) {
    boolean self = built.target() instanceof Target.Self;
    if (self
        && fields.own().value("tls").isPresent()
        && !word(fields.own().value("tls").get(), "mode").equals(Optional.of("off"))) {
      problems.add(place("tls"), "the agent's own responder speaks no TLS");
    }
    if (built.until() == Until.STARTTLS && !self) {
      switch (built.tls().mode()) {
        case OFF -> problems.add(place("until"), "`starttls` contradicts `tls: {mode: off}`");
        case IMPLICIT ->
            problems.add(place("until"), "`starttls` contradicts `tls: {mode: implicit}`");
        case OPPORTUNISTIC, REQUIRED -> {}
      }
    }
  }

  /** Where the first of {@code keys} is that the check itself gives, else the first. */
  private Place place(String... keys) {
    return List.of(keys).stream()
        .filter(fields.own()::has)
        .findFirst()
        .map(fields.own()::at)
        .orElseGet(() -> check.at(keys[0]));
  }
}
