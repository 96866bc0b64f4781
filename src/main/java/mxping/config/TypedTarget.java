package mxping.config;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mxping.check.Target;

/**
 * What somebody names on a command line to be asked: a mail address, a domain, or one host with or
 * without a port. A name without a dot, such as {@code localhost}, is a host; with a dot at its end
 * it is a domain all the same.
 *
 * @param text as it was typed
 * @param port where one was named
 * @param recipient whom to ask for, the domain in A-labels, where an address was named
 */
public record TypedTarget(
    String text, Target target, OptionalInt port, Optional<String> recipient) {
  private static final Pattern WITH_PORT =
      Pattern.compile("(?<host>[^:\\[\\]]+|\\[[^\\]]*\\]):(?<port>[0-9]*)");

  /** What stands around the IP address in an address literal (RFC 5321 4.1.3). */
  private static final Pattern LITERAL = Pattern.compile("(?i)^\\[(IPv6:)?|\\]$");

  /**
   * Reads {@code text}.
   *
   * @throws IllegalArgumentException where it is none; its message is a sentence for who typed it
   */
  public static TypedTarget parse(String text) {
    return Typed.read(text, TypedTarget::grammar);
  }

  private static Parsed<TypedTarget> grammar(String text) {
    if (text.contains("@")) {
      return Mailboxes.recipient(text).map(mailbox -> ofMailbox(text, mailbox));
    }
    Matcher withPort = WITH_PORT.matcher(text);
    if (withPort.matches()) {
      return Hosts.target(withPort.group("host"))
          .then(
              host ->
                  Typed.PORT
                      .parse(withPort.group("port"))
                      .map(
                          port ->
                              new TypedTarget(
                                  text,
                                  new Target.Host(host),
                                  OptionalInt.of(port),
                                  Optional.empty())));
    }
    boolean address = text.startsWith("[") || text.contains(":") || IpLiterals.isAddress(text);
    return address || !text.contains(".")
        ? Hosts.target(text).map(host -> of(text, new Target.Host(host)))
        : Domains.mailDomain(text).map(domain -> of(text, new Target.Domain(domain)));
  }

  /** An address literal behind the @ names its mail host itself (RFC 5321 5.1). */
  private static TypedTarget ofMailbox(String text, String mailbox) {
    String domain = Mailboxes.domain(mailbox);
    Target target =
        domain.startsWith("[")
            ? new Target.Host(LITERAL.matcher(domain).replaceAll("").toLowerCase(Locale.ROOT))
            : new Target.Domain(domain);
    return new TypedTarget(text, target, OptionalInt.empty(), Optional.of(mailbox));
  }

  private static TypedTarget of(String text, Target target) {
    return new TypedTarget(text, target, OptionalInt.empty(), Optional.empty());
  }
}
