package mxping.ping;

import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import mxping.probe.Explanation;
import mxping.probe.Finding;
import mxping.probe.Phase;
import mxping.probe.Reason;
import mxping.resolve.MailHost;
import mxping.run.Destination;
import mxping.smtp.Printable;
import mxping.smtp.Transcript;

/** A ping told to people, line by line. What a host says cannot move their cursor. Thread-safe. */
final class TextReport implements Report {
  private final Wish wish;
  private final PrintWriter out;
  private final boolean dialogues;
  private final Paint paint;
  private final Optional<LiveLine> live;
  private final ProbeLine probeLine;
  private final Map<String, Reason> explained = new HashMap<>();
  private volatile String turn = "";

  TextReport(Wish wish, Telling telling) {
    this.wish = wish;
    this.out = telling.out();
    this.dialogues = telling.dialogues();
    this.paint = new Paint(telling.colours());
    this.live = telling.terminal() ? Optional.of(new LiveLine(out)) : Optional.empty();
    this.probeLine = new ProbeLine(paint);
  }

  @Override
  public synchronized void destination(Destination destination, List<Listed> hosts) {
    List<String> lines = new MxLines(wish, paint).of(hosts);
    lines.forEach(this::line);
    for (Finding finding : destination.findings()) {
      explain(wish.check().target().text(), finding);
    }
    out.flush();
  }

  @Override
  public void waits(int sequence, MailHost host, String what) {
    turn = "seq=" + sequence + " " + host.name();
    live.ifPresent(line -> line.waits(turn + ": " + what));
  }

  @Override
  public void begins(InetSocketAddress remote, Phase phase) {
    live.ifPresent(line -> line.waits(turn + ": " + phase.label()));
  }

  @Override
  public synchronized void heard(InetSocketAddress remote, Transcript.Line said) {
    if (dialogues) {
      live.ifPresent(LiveLine::hide);
      line(paint.faint(Printable.of(said.toString())));
      out.flush();
    }
  }

  @Override
  public synchronized void probed(Probe probe) {
    live.ifPresent(LiveLine::clear);
    line(probeLine.of(probe));
    String mx = probe.host().name();
    Finding deciding = probe.deciding();
    if (explained.put(mx, deciding.reason()) != deciding.reason()) {
      explain(mx, deciding);
    }
    out.flush();
  }

  private void explain(String who, Finding finding) {
    if (finding.reason() != Reason.NONE) {
      Explanation words = Explanation.of(who, finding);
      line("  " + Printable.of(words.sentence()));
      if (!words.next().isEmpty()) {
        line("  " + Printable.of(words.next()));
      }
    }
  }

  @Override
  public synchronized void ended(Collection<Tally> tallies) {
    live.ifPresent(LiveLine::clear);
    for (Tally tally : tallies) {
      line("");
      line(paint.bold("--- " + tally.mx() + " ping statistics ---"));
      line(counts(tally));
      if (tally.isTimed()) {
        line(times(tally));
      }
    }
    out.flush();
  }

  private static String counts(Tally tally) {
    return "%d %s, %d as expected, %d lost (%.0f%%)%s%s"
        .formatted(
            tally.probes(),
            tally.probes() == 1 ? "probe" : "probes",
            tally.asExpected(),
            tally.lost(),
            tally.loss() * 100,
            tally.skipped() == 0 ? "" : ", " + tally.skipped() + " skipped",
            tally.cutOff() == 0 ? "" : ", " + tally.cutOff() + " cut off");
  }

  private static String times(Tally tally) {
    return String.format(
        Locale.ROOT,
        "min/avg/max/stddev = %.3f/%.3f/%.3f/%.3f ms",
        tally.least() * 1000,
        tally.mean() * 1000,
        tally.most() * 1000,
        tally.deviation() * 1000);
  }

  private void line(String text) {
    out.println(text);
  }

  @Override
  public boolean read() {
    return !out.checkError();
  }
}
