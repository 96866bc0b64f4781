package mxping.smtp;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The service extensions a server offers in its reply to EHLO (RFC 5321 4.1.1.1).
 *
 * <pre>
 * S: 250-mx.example.com
 * S: 250-SIZE 36700160
 * S: 250 AUTH=PLAIN LOGIN
 * </pre>
 *
 * @param parameters by keyword, upper case, in alphabetical order; the parameters as sent, empty
 *     where there are none
 */
public record Capabilities(Map<String, String> parameters) {

  private static final Pattern OCTETS = Pattern.compile("[0-9]{1,18}");
  private static final Pattern LIMIT = Pattern.compile("(?i)\\bMAILMAX=([0-9]{1,6})\\b");

  /** Those of a server that speaks only HELO, or was not asked. */
  public static final Capabilities NONE = new Capabilities(Map.of());

  public Capabilities {
    parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
  }

  /** What a positive reply to EHLO offers: each line but the first. */
  public static Capabilities of(Reply ehlo) {
    List<String> lines = ehlo.lines();
    Map<String, String> offered = new TreeMap<>();
    for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
      String text = line.strip();
      int end = endOfKeyword(text);
      if (end > 0) {
        String keyword = text.substring(0, end).toUpperCase(Locale.ROOT);
        String rest = text.substring(Math.min(end + 1, text.length())).strip();
        offered.merge(keyword, rest, (a, b) -> (a + " " + b).strip());
      }
    }
    return new Capabilities(offered);
  }

  /** Old servers write {@code AUTH=PLAIN}, so an equals sign ends a keyword as a space does. */
  private static int endOfKeyword(String text) {
    int end = 0;
    while (end < text.length() && text.charAt(end) != ' ' && text.charAt(end) != '=') {
      end++;
    }
    return end;
  }

  public boolean offers(String keyword) {
    return parameters.containsKey(keyword);
  }

  public Set<String> keywords() {
    return parameters.keySet();
  }

  /**
   * The SASL mechanisms of AUTH by name, upper case (RFC 4954 3); empty where it is not offered.
   */
  public Set<String> mechanisms() {
    String names = parameters.getOrDefault("AUTH", "").toUpperCase(Locale.ROOT);
    return Pattern.compile("\\s+")
        .splitAsStream(names)
        .filter(name -> !name.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * The largest message in octets as SIZE declares it (RFC 1870 4); absent where not offered, not a
   * number or 0.
   */
  public OptionalLong sizeLimit() {
    String size = parameters.getOrDefault("SIZE", "");
    if (!OCTETS.matcher(size).matches()) {
      return OptionalLong.empty();
    }
    long octets = Long.parseLong(size);
    return octets == 0 ? OptionalLong.empty() : OptionalLong.of(octets);
  }

  /** How many MAIL commands a session may have, where LIMITS says so (RFC 9422 4.1); at least 1. */
  public OptionalInt mailMax() {
    return LIMIT
        .matcher(parameters.getOrDefault("LIMITS", ""))
        .results()
        .mapToInt(found -> Integer.parseInt(found.group(1)))
        .filter(limit -> limit > 0)
        .findFirst();
  }
}
