package mxping.resolve;

import static mxping.resolve.Asking.found;
import static mxping.resolve.Asking.mx;
import static mxping.resolve.Asking.patient;
import static mxping.resolve.Asking.resolver;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import mxping.check.Target;
import mxping.zone.ScriptedDns;
import org.junit.jupiter.api.Test;

class ManyLookupsTest {
  private static final int HANGING = 200;
  private static final Duration LIMIT = Duration.ofSeconds(3);

  @Test
  void thatHangDelayNoOtherAndEndInTime() throws Exception {
    var domain = new Target.Domain("example.test");
    try (var silent = ScriptedDns.serving("* !TIMEOUT");
        var well = ScriptedDns.serving("example.test MX 10 mx.test");
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var waiting = resolver(LIMIT, silent);
      var hanging = new ArrayList<Future<Duration>>();
      for (var i = 0; i < HANGING; i++) {
        hanging.add(threads.submit(timed(() -> waiting.mailHosts(domain))));
      }
      assertThat(silent.heard(HANGING, LIMIT)).isTrue();

      var began = System.nanoTime();
      assertThat(patient(well).mailHosts(domain)).isEqualTo(found(mx(10, "mx.test")));
      assertThat(since(began)).isLessThan(Duration.ofMillis(500));

      for (var lookup : hanging) {
        assertThat(lookup.get(10, TimeUnit.SECONDS))
            .isBetween(LIMIT.minusMillis(50), LIMIT.plusSeconds(1));
      }
    }
  }

  private static Callable<Duration> timed(Callable<MailHosts> lookup) {
    return () -> {
      var began = System.nanoTime();
      assertThat(lookup.call()).isInstanceOf(MailHosts.Failed.class);
      return since(began);
    };
  }

  private static Duration since(long nanoTime) {
    return Duration.ofNanos(System.nanoTime() - nanoTime);
  }
}
