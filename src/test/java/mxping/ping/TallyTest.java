package mxping.ping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import mxping.probe.Closing;
import mxping.probe.Finding;
import mxping.probe.Phase;
import mxping.probe.ProbeResult;
import mxping.probe.Reason;
import mxping.resolve.MailHost;
import mxping.run.HostResult;
import mxping.smtp.Capabilities;
import org.junit.jupiter.api.Test;

class TallyTest {
  private final Tally tally = new Tally("mx.test");

  private static Probe probe(HostResult.Visit visit) {
    return new Probe(1, Instant.EPOCH, new MailHost.Named("mx.test"), Duration.ZERO, visit);
  }

  private void add(long millis, Reason reason) {
    Finding finding = Finding.of(Phase.RCPT, reason, "so it is");
    ProbeResult result =
        new ProbeResult(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 25),
            Duration.ofMillis(millis),
            List.of(),
            List.of(),
            finding,
            List.of(),
            Capabilities.NONE,
            Optional.empty(),
            Optional.of(Closing.QUIT),
            List.of());
    List<Finding> findings = reason == Reason.NONE ? List.of() : List.of(finding);
    tally.add(probe(new HostResult.Probed(result.recalling(List.of(), findings), List.of())));
  }

  @Test
  void timesAreThoseOfPing() {
    List.of(2L, 4L, 4L, 4L, 5L, 5L, 7L, 9L).forEach(millis -> add(millis, Reason.NONE));

    assertThat(tally.probes()).isEqualTo(8);
    assertThat(tally.least()).isEqualTo(0.002);
    assertThat(tally.mean()).isCloseTo(0.005, within(1e-9));
    assertThat(tally.most()).isEqualTo(0.009);
    assertThat(tally.deviation()).isCloseTo(0.002, within(1e-9));
    assertThat(tally.good()).isTrue();
  }

  @Test
  void whoRefusesIsNotLostAndWhoIsDownIs() {
    add(10, Reason.NONE);
    add(30, Reason.RCPT_UNKNOWN);
    add(20_000, Reason.REPLY_TIMEOUT);
    Finding none = Finding.of(Phase.RESOLVE, Reason.NO_ADDRESS, "none");
    tally.add(probe(new HostResult.Unreached(none)));

    assertThat(tally.probes()).isEqualTo(4);
    assertThat(tally.asExpected()).isEqualTo(1);
    assertThat(tally.lost()).isEqualTo(2);
    assertThat(tally.loss()).isEqualTo(0.5);
    assertThat(tally.most()).isEqualTo(0.03);
    assertThat(tally.good()).isFalse();
  }

  @Test
  void whoWasNotVisitedIsSkipped() {
    tally.add(probe(new HostResult.Unvisited(Duration.ZERO)));

    assertThat(tally.skipped()).isEqualTo(1);
    assertThat(tally.probes()).isZero();
    assertThat(tally.loss()).isZero();
    assertThat(tally.isTimed()).isFalse();
  }
}
