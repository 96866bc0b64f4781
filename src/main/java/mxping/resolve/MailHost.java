package mxping.resolve;

import java.util.OptionalInt;

/** A host that takes mail, and how it came to be one. */
public sealed interface MailHost {

  /**
   * The host's name in A-labels, lower case, without a final dot; of a {@link Named} one perhaps an
   * IP literal. Unique among the hosts of one round.
   */
  String name();

  /** The preference of its MX record, 0 to 65535; empty where there is none. */
  default OptionalInt preference() {
    return OptionalInt.empty();
  }

  /** Named by an MX record, least preference first to be tried (RFC 5321 5.1). */
  record Listed(String name, int preferred) implements MailHost {
    @Override
    public OptionalInt preference() {
      return OptionalInt.of(preferred);
    }
  }

  /** The domain itself, where it has no MX record: the implicit MX of RFC 5321 5.1. */
  record Implicit(String name) implements MailHost {}

  /** Named by the check; no MX lookup. */
  record Named(String name) implements MailHost {}
}
