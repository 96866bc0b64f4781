package mxping.metrics;

import static mxping.metrics.Samples.check;
import static mxping.metrics.Samples.host;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import mxping.check.Check;
import mxping.run.HostResult;
import mxping.smtp.Transcript;

/**
 * A program that tells how many octets of heap are kept for a check with one mail host once {@code
 * rounds} of it have been: its state, its past with a transcript, and its histograms. In a JVM of
 * its own, so that nobody else's objects count.
 */
final class KeptHeap {
  private static final int CHECKS = 5000;

  private static final List<Transcript.Line> DIALOGUE =
      List.of(
          line(Transcript.Side.NOTE, "connected to 192.0.2.1:25"),
          line(Transcript.Side.SERVER, "220 mx.example.test ESMTP"),
          line(Transcript.Side.CLIENT, "EHLO probe.example.net"),
          line(Transcript.Side.SERVER, "250-mx.example.test"),
          line(Transcript.Side.SERVER, "250-SIZE 10240000"),
          line(Transcript.Side.SERVER, "250 8BITMIME"),
          line(Transcript.Side.CLIENT, "QUIT"),
          line(Transcript.Side.SERVER, "221 2.0.0 Bye"));

  private KeptHeap() {}

  private static Transcript.Line line(Transcript.Side side, String text) {
    return new Transcript.Line(Duration.ofMillis(3), side, text);
  }

  /** Prints the figure; {@code rounds} is the one argument. */
  public static void main(String[] args) {
    int rounds = Integer.parseInt(args[0]);
    // the first watch has the classes loaded
    List<Watch> watches = new ArrayList<>(List.of(watching(1, rounds)));
    long before = used();
    watches.add(watching(CHECKS, rounds));
    System.out.println((used() - before) / CHECKS);
    if (watches.stream().anyMatch(watch -> watch.history.checks().isEmpty())) {
      throw new AssertionError("nothing was kept");
    }
  }

  private static Watch watching(int checks, int rounds) {
    Watch watch = new Watch();
    for (int i = 0; i < checks; i++) {
      Check check = check("check-" + i);
      watch.add(check);
      for (int round = 0; round < rounds; round++) {
        watch.round(check, host("mx." + check.name() + ".example.test", visit()));
      }
    }
    return watch;
  }

  /** All of it fresh, as a probe makes it. */
  private static HostResult.Probed visit() {
    return Samples.withDialogue(
        Samples.probed(List.of(), Samples.offers("SIZE 10240000", "8BITMIME")), DIALOGUE);
  }

  /** After the second collection, for what the first one finds unreachable may need clearing up. */
  private static long used() {
    System.gc();
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
