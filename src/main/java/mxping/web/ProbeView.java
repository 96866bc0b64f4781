package mxping.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import mxping.check.IpText;
import mxping.probe.Closing;
import mxping.probe.PhaseTime;
import mxping.probe.ProbeResult;
import mxping.probe.RecipientResult;
import mxping.smtp.Printable;
import mxping.smtp.Transcript;

/**
 * One SMTP dialogue, as JSON.
 *
 * @param remote address and port
 * @param capabilities parameters by keyword
 * @param sizeLimitBytes SIZE as offered (RFC 1870)
 * @param tls absent where no handshake was begun
 * @param closed how the session ended; absent where none began
 * @param transcript the dialogue; it alone shows the recipients' addresses
 */
record ProbeView(
    String remote,
    double durationSeconds,
    List<PhaseView> phases,
    List<RecipientView> recipients,
    Map<String, String> capabilities,
    OptionalLong sizeLimitBytes,
    Optional<TlsView> tls,
    Optional<String> closed,
    List<LineView> transcript) {

  /** A phase that was done; {@code code} of its last reply, where it has one. */
  record PhaseView(String phase, double seconds, OptionalInt code) {
    static PhaseView of(PhaseTime time) {
      OptionalInt code = time.code() == 0 ? OptionalInt.empty() : OptionalInt.of(time.code());
      return new PhaseView(time.phase().label(), Json.seconds(time.duration()), code);
    }
  }

  /** What the host says about one recipient, who goes by the {@code rcpt} label only. */
  record RecipientView(
      String name,
      String verdict,
      String reason,
      boolean success,
      Optional<ReplyView> reply,
      String note) {
    static RecipientView of(RecipientResult recipient) {
      return new RecipientView(
          recipient.name(),
          recipient.verdict().label(),
          recipient.reason().label(),
          recipient.success(),
          recipient.reply().map(ReplyView::of),
          Printable.of(recipient.note()));
    }
  }

  /** A line of the transcript; {@code at} in seconds since the connection was begun. */
  record LineView(double at, String side, String text) {
    static LineView of(Transcript.Line line) {
      String side = line.side().name().toLowerCase(Locale.ROOT);
      return new LineView(Json.seconds(line.at()), side, Printable.of(line.text()));
    }
  }

  /** A connection that did not come about. */
  record Attempt(String remote, String outcome, String reason, String fault, String detail) {
    static Attempt of(ProbeResult result) {
      FindingView why = FindingView.of(result.deciding());
      return new Attempt(
          IpText.of(result.remote()), why.outcome(), why.reason(), why.fault(), why.detail());
    }
  }

  static ProbeView of(ProbeResult result, List<Transcript.Line> transcript) {
    return new ProbeView(
        IpText.of(result.remote()),
        Json.seconds(result.duration()),
        result.phases().stream().map(PhaseView::of).toList(),
        result.recipients().stream().map(RecipientView::of).toList(),
        printable(result.capabilities().parameters()),
        result.capabilities().sizeLimit(),
        result.tls().map(TlsView::of),
        result.closing().map(Closing::label),
        transcript.stream().map(LineView::of).toList());
  }

  static Map<String, String> printable(Map<String, String> parameters) {
    Map<String, String> shown = new LinkedHashMap<>();
    parameters.forEach((keyword, rest) -> shown.put(Printable.of(keyword), Printable.of(rest)));
    return shown;
  }
}
