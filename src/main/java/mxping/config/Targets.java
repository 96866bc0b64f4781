package mxping.config;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import mxping.check.Target;
import mxping.config.Node.Mapping;

/**
 * What a check probes, as its keys {@code domain domains host address self} say; exactly one of
 * them is allowed.
 *
 * @param aims empty where the target is wrong and so reported
 * @param recipient whom {@code address} asks for
 */
record Targets(List<Aim> aims, Optional<Recipients.Draft> recipient) {
  private static final List<String> IN_ORDER =
      List.of("domain", "domains", "host", "address", "self");

  static final Set<String> KEYS = Set.copyOf(IN_ORDER);

  private static final Form<Aim> DOMAIN =
      (node, problems) ->
          Form.of(Domains::mailDomain)
              .read(node, problems)
              .map(name -> new Aim(new Target.Domain(name), node, defaultName(name)));

  private static final Form<Aim> HOST =
      (node, problems) ->
          Form.of(Hosts::target)
              .read(node, problems)
              .map(name -> new Aim(new Target.Host(name), node, defaultName(name)));

  private static final Form<Aim> SELF =
      (node, problems) ->
          Form.of(Targets::selfOnly)
              .read(node, problems)
              .map(yes -> new Aim(new Target.Self(), node, Optional.of("self")));

  private static final Form<String> ADDRESS = Form.of(Targets::mailboxOfDomain);

  /**
   * One thing to probe.
   *
   * @param from the value that says so
   * @param defaultName the check's name where it is given none
   */
  record Aim(Target target, Node from, Optional<String> defaultName) {}

  static Targets take(Fields fields) {
    Optional<Aim> domain = fields.take("domain", DOMAIN);
    List<Aim> domains = fields.take("domains", Form.list(DOMAIN)).orElse(List.of());
    Optional<Aim> host = fields.take("host", HOST);
    Optional<String> mailbox = fields.take("address", ADDRESS);
    Optional<Aim> self = fields.take("self", SELF);
    exactlyOne(fields.mapping(), fields.problems());
    Optional<Node> from = fields.mapping().value("address");
    Optional<Aim> address =
        mailbox.flatMap(to -> from.map(node -> new Aim(domainOf(to), node, Optional.empty())));
    Place at = fields.mapping().at("address");
    return new Targets(
        Stream.of(domain.stream(), domains.stream(), host.stream(), address.stream(), self.stream())
            .flatMap(aims -> aims)
            .toList(),
        mailbox.map(to -> Recipients.draft(at, to)));
  }

  private static void exactlyOne(Mapping check, Problems problems) {
    List<String> given = IN_ORDER.stream().filter(check::has).toList();
    if (given.isEmpty()) {
      problems.add(check.at(), "has no target: give one of " + String.join(", ", IN_ORDER));
    }
    given.stream()
        .skip(1)
        .forEach(
            key ->
                problems.add(
                    check.at(key),
                    "a check has one target, and `" + given.getFirst() + "` is given as well"));
    if (check.value("domains").filter(Node::isEmptyList).isPresent()) {
      problems.add(check.at("domains"), "names no domain");
    }
  }

  private static Target domainOf(String mailbox) {
    return new Target.Domain(Mailboxes.domain(mailbox));
  }

  private static Optional<String> defaultName(String text) {
    return Optional.of(text).filter(Names::isName);
  }

  private static Parsed<Boolean> selfOnly(String text) {
    return Words.TRUE_OR_FALSE
        .parse(text)
        .then(
            yes ->
                yes ? Parsed.good(yes) : Parsed.bad("is no target: it is `self: true` or nothing"));
  }

  /** A mail address whose domain has MX records to look up. */
  static Parsed<String> mailboxOfDomain(String text) {
    return Mailboxes.recipient(text)
        .then(
            mailbox -> {
              String domain = Mailboxes.domain(mailbox);
              return domain.isEmpty() || domain.startsWith("[")
                  ? Parsed.bad("names no domain to look up; use `host` and `rcpt`")
                  : Parsed.good(mailbox);
            });
  }
}
