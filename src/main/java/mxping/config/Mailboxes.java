package mxping.config;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Mail addresses as MAIL and RCPT take them (RFC 5321 4.1.2, RFC 6531 3.3): without angle brackets,
 * the domain in A-labels. No string of this grammar can end a command or begin another.
 */
final class Mailboxes {
  private static final int MOST_LOCAL_OCTETS = 64;
  private static final int MOST_OCTETS = 254;

  /** Dot-string of RFC 5321 4.1.2, with the characters beyond ASCII that RFC 6531 3.3 adds. */
  private static final Pattern ATOMS =
      Pattern.compile("[\\w!#$%&'*+/=?^`{|}~\\x{80}-\\x{10FFFF}.-]+");

  /** Quoted-string of RFC 5321 4.1.2. */
  private static final Pattern QUOTED =
      Pattern.compile("\"(?:[ !#-\\[\\]-~\\x{80}-\\x{10FFFF}]|\\\\[ -~])*\"");

  private Mailboxes() {}

  /** Somebody to ask for; {@code postmaster} needs no domain (RFC 5321 4.1.1.3). */
  static Parsed<String> recipient(String text) {
    return text.toLowerCase(Locale.ROOT).equals("postmaster") ? Parsed.good(text) : mailbox(text);
  }

  /** The reverse-path: empty for the null one, else a mailbox in ASCII. */
  static Parsed<String> sender(String text) {
    if (text.isEmpty()) {
      return Parsed.good("");
    }
    if (text.equals("<>")) {
      return Parsed.bad("is spelled \"\" here: the null reverse-path, without angle brackets");
    }
    return mailbox(text)
        .then(
            mailbox ->
                mailbox.chars().allMatch(c -> c < 128)
                    ? Parsed.good(mailbox)
                    : Parsed.bad(
                        "has a local part beyond ASCII, which a sender may not have here"));
  }

  /** The domain of an address that {@link #recipient} gave; empty for a bare postmaster. */
  static String domain(String mailbox) {
    int at = mailbox.lastIndexOf('@');
    return at < 0 ? "" : mailbox.substring(at + 1);
  }

  private static Parsed<String> mailbox(String text) {
    int at = text.lastIndexOf('@');
    if (text.indexOf('<') >= 0 || text.indexOf('>') >= 0) {
      return Parsed.bad("has angle brackets; write the bare address");
    }
    if (at < 0) {
      return Parsed.bad("is not a mail address: it has no @");
    }
    return local(text.substring(0, at))
        .then(local -> domainPart(text.substring(at + 1)).map(domain -> local + "@" + domain))
        .then(
            whole ->
                octets(whole) > MOST_OCTETS
                    ? Parsed.bad("is longer than " + MOST_OCTETS + " octets")
                    : Parsed.good(whole));
  }

  private static Parsed<String> domainPart(String text) {
    Parsed<String> domain = text.startsWith("[") ? Hosts.literal(text) : Domains.parse(text);
    return domain.because("is not a mail address: what follows its @ ");
  }

  private static Parsed<String> local(String local) {
    if (local.isEmpty()) {
      return Parsed.bad("is not a mail address: nothing stands before its @");
    }
    if (octets(local) > MOST_LOCAL_OCTETS) {
      return Parsed.bad("has a local part longer than " + MOST_LOCAL_OCTETS + " octets");
    }
    if (local.codePoints().anyMatch(Quoted::invisible)) {
      return Parsed.bad("has an invisible character before its @");
    }
    boolean dots = local.startsWith(".") || local.endsWith(".") || local.contains("..");
    boolean good =
        local.startsWith("\"")
            ? QUOTED.matcher(local).matches()
            : ATOMS.matcher(local).matches() && !dots;
    return good
        ? Parsed.good(local)
        : Parsed.bad("is not a mail address: its local part needs quotes, or other characters");
  }

  private static int octets(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
