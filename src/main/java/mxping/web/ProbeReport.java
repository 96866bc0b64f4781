package mxping.web;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import mxping.check.Check;
import mxping.check.IpText;
import mxping.probe.Explanation;
import mxping.probe.Finding;
import mxping.probe.ProbeResult;
import mxping.run.HostResult;
import mxping.run.Judgement;
import mxping.run.Round;
import mxping.smtp.Printable;
import mxping.smtp.Transcript;

/** A probe on request for people to read: what it came to and why, each dialogue, the metrics. */
record ProbeReport(Probing.Answer.Found found) {

  /** Writes it as plain text; leaves {@code out} open. */
  void writeTo(OutputStream out) throws IOException {
    PrintWriter text = new PrintWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    Round.Completed round = found.round();
    head(round, text);
    round.hosts().forEach(host -> host(host, text));
    text.print("\nMetrics:\n");
    text.flush();
    found.metrics().write("", out);
  }

  private static void head(Round.Completed round, PrintWriter text) {
    Check check = round.check();
    Judgement judgement = round.judgement();
    String target = check.target().text();
    line(text, target + " as " + check.name() + ": " + words(judgement.deciding()));
    Explanation explanation = judgement.explained(target);
    line(text, (explanation.sentence() + " " + explanation.next()).strip());
    round.findings().forEach(finding -> finding(finding, text));
  }

  private static void host(HostResult host, PrintWriter text) {
    text.print("\n");
    line(text, host.key().text() + ": " + words(host.visit().deciding()));
    switch (host.visit()) {
      case HostResult.Probed session -> {
        session.others().forEach(other -> dialogue(other, text));
        dialogue(session.result(), text);
      }
      case HostResult.Unreached unreached -> finding(unreached.deciding(), text);
      case HostResult.Unvisited unvisited -> finding(unvisited.deciding(), text);
    }
  }

  private static void dialogue(ProbeResult result, PrintWriter text) {
    line(text, "  " + IpText.of(result.remote()) + seconds(Json.seconds(result.duration())) + " s");
    result.transcript().forEach(said -> said(said, text));
    result.findings().forEach(finding -> finding(finding, text));
  }

  private static void said(Transcript.Line said, PrintWriter text) {
    String side =
        switch (said.side()) {
          case SERVER -> " S: ";
          case CLIENT -> " C: ";
          case NOTE -> " -- ";
        };
    line(text, "  " + seconds(Json.seconds(said.at())) + side + said.text());
  }

  private static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%9.3f", seconds);
  }

  private static void finding(Finding finding, PrintWriter text) {
    line(text, "  " + words(finding) + ": " + finding.detail());
  }

  private static String words(Finding finding) {
    return finding.outcome().label()
        + " "
        + finding.reason().label()
        + " at "
        + finding.phase().label();
  }

  /** One line, whatever the other side put into it. */
  private static void line(PrintWriter text, String line) {
    text.print(Printable.of(line) + "\n");
  }
}
