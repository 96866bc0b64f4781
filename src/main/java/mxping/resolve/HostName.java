package mxping.resolve;

import java.util.Locale;
import java.util.regex.Pattern;
import org.xbill.DNS.Name;

/** What is a host name among the names a DNS may hold (RFC 1035 2.3.1, RFC 1123 2.1). */
final class HostName {
  private static final int MAX_CHARACTERS = 253;
  private static final Pattern LABEL =
      Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?");
  private static final Pattern DIGITS = Pattern.compile("[0-9]+");

  private HostName() {}

  /**
   * The name as we write it: lower case, without final dot, every octet but printable ASCII escaped
   * as in a master file, so that it can be shown whatever it holds.
   */
  static String text(Name name) {
    return name.toString(true).toLowerCase(Locale.ROOT);
  }

  /**
   * Whether it is labels of letters, digits and inner hyphens, the last of them not all digits:
   * that is what tells a name from an IPv4 address in any notation (RFC 1123 2.1).
   */
  static boolean isHost(Name name) {
    var text = text(name);
    var labels = text.split("\\.", -1);
    for (var label : labels) {
      if (!LABEL.matcher(label).matches()) {
        return false;
      }
    }
    return text.length() <= MAX_CHARACTERS && !DIGITS.matcher(labels[labels.length - 1]).matches();
  }

  /** Whether it is four numbers: an IPv4 address where a name belongs. */
  static boolean isAddress(Name name) {
    var labels = text(name).split("\\.", -1);
    for (var label : labels) {
      if (!DIGITS.matcher(label).matches()) {
        return false;
      }
    }
    return labels.length == 4;
  }
}
