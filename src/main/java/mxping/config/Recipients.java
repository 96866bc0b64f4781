package mxping.config;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import mxping.check.Recipient;
import mxping.check.Recipient.Expected;
import mxping.check.Recipient.Notify;
import mxping.config.Node.Mapping;
import mxping.config.Node.Scalar;

/** The key {@code rcpt}: addresses, or mappings that say more about one. */
final class Recipients {
  private static final Grammar<Expected> EXPECTED = Words.of(Expected.class);
  private static final Form<List<Notify>> CONDITIONS = Form.list(Form.of(Words.of(Notify.class)));

  private static final Form<Draft> SHORT =
      (node, problems) ->
          Form.of(Mailboxes::recipient).read(node, problems).map(to -> draft(node.at(), to));

  private static final Form<Draft> LONG =
      (node, problems) ->
          Form.mapping(Recipients::draft).read(node, problems).flatMap(draft -> draft);

  static final Form<List<Draft>> FORM =
      Form.list(
          (node, problems) ->
              node instanceof Mapping ? LONG.read(node, problems) : SHORT.read(node, problems));

  private Recipients() {}

  /** A recipient that may have no name yet. */
  record Draft(Place at, Optional<String> name, String to, Expected expect, Set<Notify> notifyOf) {}

  /** The short form: just the address. */
  static Draft draft(Place at, String to) {
    return new Draft(at, Optional.empty(), to, Expected.ACCEPTED, Set.of());
  }

  private static Optional<Draft> draft(Fields fields) {
    Optional<String> name = fields.take("name", Names::recipient);
    Optional<String> to = fields.take("to", Mailboxes::recipient);
    Expected expect = fields.take("expect", EXPECTED).orElse(Expected.ACCEPTED);
    Set<Notify> notifyOf = fields.take("notify", Recipients::notifyOf).orElse(Set.of());
    if (!fields.mapping().has("to")) {
      fields.problems().add(fields.mapping().at(), "has no `to`: the address to ask for");
    }
    Place at = fields.mapping().at(name.isPresent() ? "name" : "to");
    return to.map(address -> new Draft(at, name, address, expect, notifyOf));
  }

  private static Optional<Set<Notify>> notifyOf(Node node, Problems problems) {
    if (node instanceof Scalar scalar && scalar.text().equals("never")) {
      return Optional.of(Set.of(Notify.NEVER));
    }
    Optional<List<Notify>> conditions = CONDITIONS.read(node, problems);
    if (conditions.isPresent()
        && conditions.get().contains(Notify.NEVER)
        && conditions.get().size() > 1) {
      problems.add(node.at(), "`never` stands alone (RFC 3461 4.1)");
    }
    return conditions.map(list -> list.isEmpty() ? Set.of() : EnumSet.copyOf(list));
  }

  /** Each with its name, by default its position from 1. Names are unique within a check. */
  static List<Recipient> named(List<Draft> drafts, Problems problems) {
    var recipients = new ArrayList<Recipient>();
    var names = new HashSet<String>();
    for (Draft draft : drafts) {
      String name = draft.name().orElse(Integer.toString(recipients.size() + 1));
      if (!names.add(name)) {
        problems.add(draft.at(), "bears the name of another recipient of this check");
      }
      recipients.add(new Recipient(name, draft.to(), draft.expect(), draft.notifyOf()));
    }
    return recipients;
  }
}
