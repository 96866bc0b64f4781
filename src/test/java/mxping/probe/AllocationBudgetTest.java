package mxping.probe;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import mxping.certificates.Certificates;
import mxping.check.Check;
import mxping.check.Checks;
import mxping.check.Tls.Mode;
import mxping.check.Tls.Verify;
import mxping.scripted.ScriptedSmtp;
import org.junit.jupiter.api.Test;

/**
 * How many octets of heap a probe takes at most, from connect to its result: what it costs the
 * collector. Counted on this platform thread, for virtual ones do not say; the least of many probes
 * counts, because the first load classes.
 */
class AllocationBudgetTest {
  private static final int PROBES = 40;

  @Test
  void ofAProbeInTheClear() {
    Check check = Checks.host("mx.test").rcpt("ann@a.test").helo("probe.test").check();
    try (var mx = ScriptedSmtp.answering(rcpt -> "250 2.1.5 ok")) {
      assertThat(leastOctets(mx, check)).isPositive().isLessThanOrEqualTo(24_000L);
    }
  }

  @Test
  void ofAProbeInTls() {
    Check check =
        Checks.host("mx.test")
            .rcpt("ann@a.test")
            .helo("probe.test")
            .tls(TlsStory.tls(Mode.REQUIRED, Verify.REQUIRE))
            .check();
    try (var mx =
        ScriptedSmtp.showing(Certificates.valid("mx.test")).answering(rcpt -> "250 2.1.5 ok")) {
      assertThat(leastOctets(mx, check)).isPositive().isLessThanOrEqualTo(330_000L);
    }
  }

  private static long leastOctets(ScriptedSmtp mx, Check check) {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    Prober prober = new Prober(check, Optional.empty());
    OpenDialogues open = new OpenDialogues();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < PROBES; i++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      ProbeResult result = Story.probe(prober, mx.address(), open);
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
      assertThat(Story.told(result)).isEqualTo("ok none rcpt up quit");
    }
    return least;
  }
}
