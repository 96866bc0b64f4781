package mxping.ping;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import mxping.check.IpText;
import mxping.probe.Explanation;
import mxping.probe.Finding;
import mxping.probe.PhaseTime;
import mxping.probe.ProbeResult;
import mxping.probe.TlsResult;
import mxping.probe.Verdict;
import mxping.smtp.EnhancedCode;
import mxping.smtp.Printable;
import mxping.smtp.Reply;
import mxping.smtp.Transcript;

/**
 * One line of a ping in JSON. Keys are those of the records in snake_case, each always there, null
 * where there is nothing to say; keys may be added, never renamed.
 */
sealed interface View {

  /** The value of the key {@code type}, which tells the objects apart. */
  String type();

  /** A mail host of the target. */
  record Mx(
      String type,
      String target,
      String mx,
      OptionalInt preference,
      int port,
      List<String> addresses,
      String remark)
      implements View {
    static Mx of(Wish wish, Listed listed) {
      return new Mx(
          "mx",
          wish.target(),
          listed.host().name(),
          listed.host().preference(),
          wish.check().port(),
          listed.addresses().stream().map(IpText::of).toList(),
          Printable.of(listed.remark()));
    }
  }

  /** What is to be said of the target itself. */
  record Found(
      String type,
      String target,
      String outcome,
      String reason,
      String fault,
      String sentence,
      String next)
      implements View {
    static Found of(Wish wish, Finding finding) {
      Explanation words = Explanation.of(wish.check().target().text(), finding);
      return new Found(
          "finding",
          wish.target(),
          finding.outcome().label(),
          finding.reason().label(),
          finding.reason().fault().label(),
          Printable.of(words.sentence()),
          words.next());
    }
  }

  /** A line of a dialogue; only where dialogues are asked for. */
  record Line(String type, String address, double atSeconds, String side, String text)
      implements View {
    static Line of(String address, Transcript.Line said) {
      String side = said.side().name().toLowerCase(Locale.ROOT);
      return new Line("line", address, seconds(said.at()), side, Printable.of(said.text()));
    }
  }

  /** A host was asked once. */
  record Probed(
      String type,
      int seq,
      Instant time,
      String mx,
      Optional<String> address,
      String outcome,
      String phase,
      String reason,
      String fault,
      boolean up,
      boolean success,
      Optional<String> verdict,
      OptionalInt code,
      Optional<String> enhanced,
      Optional<String> reply,
      OptionalDouble seconds,
      Map<String, Double> phaseSeconds,
      Optional<Tls> tls,
      String sentence,
      String next)
      implements View {
    static Probed of(Probe probe) {
      Finding deciding = probe.deciding();
      Optional<Reply> reply = deciding.reply();
      Explanation words = Explanation.of(probe.host().name(), deciding);
      return new Probed(
          "probe",
          probe.sequence(),
          probe.began(),
          probe.host().name(),
          probe.remote().map(remote -> IpText.of(remote.getAddress())),
          deciding.outcome().label(),
          deciding.phase().label(),
          deciding.reason().label(),
          deciding.reason().fault().label(),
          probe.up(),
          probe.asExpected(),
          probe.verdict().map(Verdict::label),
          reply.map(r -> OptionalInt.of(r.code())).orElse(OptionalInt.empty()),
          reply.flatMap(Reply::enhanced).map(EnhancedCode::toString),
          reply.map(Reply::shown),
          probe
              .duration()
              .map(View::seconds)
              .map(OptionalDouble::of)
              .orElse(OptionalDouble.empty()),
          phases(probe),
          probe.dialogue().flatMap(ProbeResult::tls).filter(TlsResult::used).map(Tls::of),
          Printable.of(words.sentence()),
          words.next());
    }

    private static Map<String, Double> phases(Probe probe) {
      Map<String, Double> seconds = new LinkedHashMap<>();
      for (PhaseTime time : probe.phases()) {
        seconds.put(time.phase().label(), View.seconds(time.duration()));
      }
      return seconds;
    }
  }

  /** How a dialogue was encrypted. */
  record Tls(
      Optional<String> version,
      Optional<String> cipher,
      boolean verified,
      Optional<Instant> notAfter) {
    static Tls of(TlsResult tls) {
      return new Tls(
          tls.facts().version(),
          tls.facts().cipher(),
          tls.facts().verified(),
          tls.facts().notAfter());
    }
  }

  /** What came of all probes of a host. */
  record Statistics(
      String type,
      String mx,
      int probes,
      int success,
      int lost,
      int skipped,
      int cutOff,
      double loss,
      OptionalDouble minSeconds,
      OptionalDouble avgSeconds,
      OptionalDouble maxSeconds,
      OptionalDouble stddevSeconds)
      implements View {
    static Statistics of(Tally tally) {
      return new Statistics(
          "statistics",
          tally.mx(),
          tally.probes(),
          tally.asExpected(),
          tally.lost(),
          tally.skipped(),
          tally.cutOff(),
          tally.loss(),
          timed(tally, tally.least()),
          timed(tally, tally.mean()),
          timed(tally, tally.most()),
          timed(tally, tally.deviation()));
    }

    private static OptionalDouble timed(Tally tally, double seconds) {
      return tally.isTimed() ? OptionalDouble.of(seconds) : OptionalDouble.empty();
    }
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
