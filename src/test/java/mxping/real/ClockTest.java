package mxping.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The wall clock is set by an hour, as libfaketime makes an agent believe; rounds go on. */
@Tag("real")
class ClockTest {
  private static final Duration EVERY = Duration.ofSeconds(2);
  private static final String UP =
      "mxping_up{address=\"\",check=\"self\",family=\"any\",mx=\"self\"}";

  @RegisterExtension final Rig rig = new Rig();

  @Test
  void aClockSetForwardOrBackLosesNoMoreThanARound() throws Exception {
    Path clock = rig.directory().resolve("clock");
    set(clock, "+0");
    RealAgent agent =
        rig.agent(
            """
            checks:
              - {name: self, self: true, every: 2s, rcpt: [postmaster]}
            """,
            Map.of(
                "LD_PRELOAD", faketime(),
                "FAKETIME_TIMESTAMP_FILE", clock,
                "FAKETIME_CACHE_DURATION", 1,
                "FAKETIME_DISABLE_SHM", 1,
                "NO_FAKE_STAT", 1,
                "FAKETIME_DONT_FAKE_MONOTONIC", 1,
                "DONT_FAKE_MONOTONIC", 1));
    Eventually.within(
        Duration.ofSeconds(30), () -> assertThat(agent.metrics().value(UP)).isEqualTo(1));
    double before = wallClock(agent);

    set(clock, "+3600");
    goesOn(agent);
    assertThat(wallClock(agent) - before).isBetween(3600.0, 3660.0);

    set(clock, "+0");
    goesOn(agent);
    assertThat(wallClock(agent) - before).isBetween(0.0, 60.0);
  }

  /** Four rounds in the time of five. */
  private static void goesOn(RealAgent agent) throws Exception {
    String rounds = "mxping_rounds_total{check=\"self\"}";
    double before = agent.metrics().value(rounds);
    Eventually.within(
        EVERY.multipliedBy(5),
        () -> assertThat(agent.metrics().value(rounds)).isGreaterThanOrEqualTo(before + 4));
    assertThat(agent.metrics().value(rounds)).isLessThan(before + 6);
    assertThat(agent.metrics().value(UP)).isEqualTo(1);
    assertThat(agent.metrics().value("mxping_internal_errors_total")).isZero();
  }

  private static double wallClock(RealAgent agent) throws Exception {
    return agent.metrics().value(UP.replace("mxping_up", "mxping_last_probe_timestamp_seconds"));
  }

  private static void set(Path clock, String offset) throws IOException {
    Path next = Files.writeString(clock.resolveSibling("clock.next"), offset + "\n");
    Files.move(next, clock, StandardCopyOption.ATOMIC_MOVE);
  }

  private static String faketime() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("/usr/lib"), 3)) {
      return files
          .filter(file -> file.endsWith("faketime/libfaketimeMT.so.1"))
          .findFirst()
          .orElseThrow(() -> new AssertionError("libfaketime is not installed"))
          .toString();
    }
  }
}
