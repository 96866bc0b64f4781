package mxping.config;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mxping.check.Target;

/**
 * A target as somebody types it who writes no file: {@code ann@example.com}, {@code example.com},
 * {@code mx.example.com:25}, {@code 192.0.2.1}, {@code [2001:db8::1]:25}.
 */
public sealed interface Asked {
  Pattern WITH_PORT = Pattern.compile("([^:\\[\\]]+|\\[[^\\]]*\\]):([0-9]+)");

  /**
   * A mail address: its domain is probed, and asked for it.
   *
   * @param address the mailbox without angle brackets, its domain in A-labels
   */
  record Mailbox(Target.Domain domain, String address) implements Asked {}

  /**
   * A name that says nothing more: a domain with MX records, or one host.
   *
   * @param name in A-labels, lower case, without a final dot
   */
  record Name(String name) implements Asked {}

  /** One host: an IP literal, or a name whose port is given. */
  record Host(Target.Host host, OptionalInt port) implements Asked {}

  /**
   * Nothing that can be probed.
   *
   * @param why a sentence whose subject is the text, which it does not quote
   */
  record Nothing(String why) implements Asked {}

  /** What {@code text} means. */
  static Asked of(String text) {
    if (text.isEmpty()) {
      return new Nothing("is empty");
    }
    if (text.length() > Form.MOST_LENGTH || text.chars().anyMatch(Character::isISOControl)) {
      return new Nothing("is too long, or holds a control character");
    }
    Matcher withPort = WITH_PORT.matcher(text);
    Parsed<Asked> parsed =
        text.indexOf('@') >= 0
            ? mailbox(text)
            : withPort.matches() ? host(withPort.group(1), withPort.group(2)) : bare(text);
    return switch (parsed) {
      case Parsed.Good<Asked> good -> good.meaning();
      case Parsed.Bad<Asked> bad -> new Nothing(bad.why());
    };
  }

  private static Parsed<Asked> mailbox(String text) {
    return Targets.mailboxOfDomain(text)
        .map(to -> new Mailbox(new Target.Domain(Mailboxes.domain(to)), to));
  }

  private static Parsed<Asked> host(String name, String port) {
    return Hosts.target(name)
        .then(
            host ->
                IpLiterals.PORT
                    .parse(port)
                    .because("ends in a port that ")
                    .map(number -> new Host(new Target.Host(host), OptionalInt.of(number))));
  }

  private static Parsed<Asked> bare(String text) {
    return Hosts.target(text)
        .map(
            name ->
                IpLiterals.isAddress(name)
                    ? new Host(new Target.Host(name), OptionalInt.empty())
                    : new Name(name));
  }
}
