package mxping.probe;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import mxping.sasl.Password;
import mxping.smtp.Capabilities;
import mxping.smtp.Printable;
import mxping.smtp.Reply;
import mxping.smtp.Transcript;

/**
 * What nobody is to read, and whatever a host says of it, in clear or in Base64: a host that knows
 * a password may say it where it likes. All that came of a dialogue goes through here on its way
 * out. Immutable.
 */
final class Redaction {
  static final Redaction NONE = new Redaction(Set.of());

  /** Less than this of Base64 is found in any text. */
  private static final int LEAST_OF_BASE64 = 4;

  private final Optional<Pattern> secrets;

  private Redaction(Set<String> secrets) {
    this.secrets =
        secrets.isEmpty()
            ? Optional.empty()
            : Optional.of(
                Pattern.compile(
                    secrets.stream()
                        .sorted(Comparator.comparingInt(String::length).reversed())
                        .map(Pattern::quote)
                        .collect(Collectors.joining("|")),
                    Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE));
  }

  /**
   * That of a password.
   *
   * @param said what it was put into, on the wire
   */
  static Redaction of(Password password, Set<String> said) {
    Set<String> secrets = new HashSet<>(said);
    secrets.add(password.text());
    secrets.addAll(inBase64(password.text().getBytes(UTF_8)));
    Set<String> shown = secrets.stream().map(Printable::of).collect(Collectors.toSet());
    secrets.addAll(shown);
    secrets.removeIf(String::isEmpty);
    return new Redaction(secrets);
  }

  /** What stays the same of the Base64 of any text that {@code octets} are a part of. */
  private static List<String> inBase64(byte[] octets) {
    List<String> parts = new ArrayList<>();
    for (int before = 0; before < 3; before++) {
      byte[] shifted = new byte[before + octets.length];
      System.arraycopy(octets, 0, shifted, before, octets.length);
      String whole = Base64.getEncoder().withoutPadding().encodeToString(shifted);
      int from = (before * 8 + 5) / 6;
      int to = shifted.length * 8 / 6;
      if (to - from >= LEAST_OF_BASE64) {
        parts.add(whole.substring(from, to));
      }
    }
    return parts;
  }

  ProbeResult of(ProbeResult result) {
    return secrets.isEmpty()
        ? result
        : new ProbeResult(
            result.remote(),
            result.duration(),
            result.phases(),
            result.findings().stream().map(this::of).toList(),
            of(result.lastAsked()),
            result.recipients().stream().map(this::of).toList(),
            of(result.capabilities()),
            result.tls().map(this::of),
            result.closing(),
            result.transcript().stream().map(this::of).toList());
  }

  private Finding of(Finding finding) {
    Optional<Reply> reply = finding.reply().map(this::of);
    boolean quoting =
        finding.reply().filter(said -> said.shown().equals(finding.detail())).isPresent();
    return new Finding(
        finding.phase(),
        finding.reason(),
        finding.outcome(),
        reply,
        quoting ? reply.orElseThrow().shown() : of(finding.detail()));
  }

  private RecipientResult of(RecipientResult recipient) {
    return new RecipientResult(
        recipient.name(),
        recipient.verdict(),
        recipient.reason(),
        recipient.reply().map(this::of),
        recipient.note());
  }

  private Reply of(Reply reply) {
    return new Reply(reply.code(), reply.lines().stream().map(this::of).toList());
  }

  private TlsResult of(TlsResult tls) {
    return new TlsResult(
        tls.facts(), tls.before().map(this::of), tls.after().map(this::of), tls.abandoned());
  }

  private Capabilities of(Capabilities capabilities) {
    Map<String, String> parameters = new TreeMap<>();
    capabilities.parameters().forEach((word, rest) -> parameters.put(of(word), of(rest)));
    return new Capabilities(parameters);
  }

  private Transcript.Line of(Transcript.Line line) {
    return new Transcript.Line(line.at(), line.side(), of(line.text()));
  }

  private String of(String text) {
    return secrets
        .map(any -> any.matcher(text).replaceAll(Matcher.quoteReplacement("<secret>")))
        .orElse(text);
  }
}
