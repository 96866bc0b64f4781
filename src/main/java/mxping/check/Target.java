package mxping.check;

/** What a check probes. */
public sealed interface Target {

  /**
   * The target as a person would name it; the {@code target} label of {@code mxping_check_info}.
   */
  String text();

  /**
   * A mail domain, whose mail hosts are found by MX lookup (RFC 5321 5.1).
   *
   * @param name the domain in A-labels, lower case, without a final dot
   */
  record Domain(String name) implements Target {
    @Override
    public String text() {
      return name;
    }
  }

  /**
   * One mail host, without MX lookup.
   *
   * @param name a host name in A-labels, lower case, without a final dot, or an IP literal without
   *     brackets
   */
  record Host(String name) implements Target {
    @Override
    public String text() {
      return name;
    }
  }

  /** The agent's own responder on loopback. */
  record Self() implements Target {
    @Override
    public String text() {
      return "self";
    }
  }
}
