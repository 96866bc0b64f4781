package mxping.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are too much, and files that are nearly so. */
class BombsTest {
  private static final long MOST_ALLOCATED = 500_000_000;
  private static final Duration MOST_TIME = Duration.ofSeconds(5);

  @TempDir Path folder;

  @BeforeAll
  static void loadTheClasses(@TempDir Path folder) {
    Loading.in(folder).valid("checks: [{domain: a.example}]");
  }

  @Test
  void aBillionLaughs() {
    String text =
        "a0: &a0 [ha, ha, ha, ha, ha, ha, ha, ha, ha, ha]\n"
            + IntStream.range(0, 12)
                .mapToObj(
                    i -> "a%d: &a%d [%s]\n".formatted(i + 1, i + 1, ("*a" + i + ", ").repeat(10)))
                .collect(Collectors.joining());
    refused(
        text,
        "checks.yaml:6:15: a5[1]: more than 300000 values, those that aliases repeat included");
  }

  @Test
  void deepNests() {
    String much = "values nest more than 50 deep here";
    refused(
        "checks: " + "[".repeat(5_000_000),
        "checks.yaml:1:58: checks" + "[0]".repeat(49) + ": " + much);
    refused("- ".repeat(1_000_000), "checks.yaml:1:101: " + "[0]".repeat(50) + ": " + much);
    String step =
        "a: &a0 [x]\n"
            + IntStream.range(0, 60)
                .mapToObj(i -> "b%d: &a%d [*a%d]\n".formatted(i, i + 1, i))
                .collect(Collectors.joining());
    refused(step, "checks.yaml:49:12: b47[0]: " + much);
  }

  @Test
  void muchOfEverything() {
    refused(
        "#".repeat((16 << 20) + 1),
        "checks.yaml:1:1: is larger than 16 MiB; split it with `include`");
    refused(
        "checks: [" + "{},".repeat(2_000_000) + "]",
        "checks.yaml:1:900004: checks[299998]: more than 300000 values, those that aliases repeat included");
  }

  @Test
  void defaultsThatEveryCheckTakes() {
    String labels =
        IntStream.range(0, 5000).mapToObj(i -> "l" + i + ": x").collect(Collectors.joining(", "));
    String text = "defaults: {labels: {" + labels + "}}\nchecks: [" + "{},".repeat(100_000) + "]";
    var loading = Loading.in(folder).file("checks.yaml", text);
    assertThat(loading.problems(bounded(loading)))
        .containsExactly(
            "checks.yaml:1:20: defaults.labels: has more than 30 keys",
            "checks.yaml:2:1: checks: are too many for `defaults` of this size");
  }

  @Test
  void tenThousandChecksAreNone() {
    String text =
        "defaults: {every: 5m, labels: {team: mail}}\nchecks:\n"
            + IntStream.range(0, 10_000)
                .mapToObj(
                    i ->
                        """
                          - name: check-%1$d
                            domain: d%1$d.example
                            timeouts: {connect: 5s}
                            rcpt:
                              - {to: ann@d%1$d.example, name: ann}
                            expect: {capabilities: [DSN], within: 5s}
                        """
                            .formatted(i))
                .collect(Collectors.joining());
    var loading = Loading.in(folder).file("checks.yaml", text);
    Loaded loaded = bounded(loading);
    assertThat(loading.problems(loaded)).isEmpty();
    assertThat(((Loaded.Valid) loaded).configuration().checks()).hasSize(10_000);
  }

  /** Whatever stands in a file, the answer is a value. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void noise(long seed) {
    var random = new Random(seed);
    String good =
        """
        probe: {helo: a.example, own_networks: [10.0.0.0/8], dns: {servers: ["[::1]:53"]}}
        defaults: {every: 5m, timeouts: &t {connect: 1s}, labels: {team: mail}}
        checks:
          - domain: a.example
            rcpt: [ann@a.example, {to: "bob@a.example", notify: never}]
            timeouts: *t
            expect: {greeting: '^220 ${X:-x}$$', within: 5s}
          - {name: h, host: "::1", cron: "0 0 * * * ?", timezone: UTC}
          - {name: m, address: ann@b.example, catch_all: true}
        """;
    String odd = "{}[]&*!|>'\"%@`#,:-?$\\ \n\t~<=0aé\ud83d\ude00";
    for (int round = 0; round < 100; round++) {
      var text = new StringBuilder(good);
      for (int i = random.nextInt(1, 5); i > 0; i--) {
        int at = random.nextInt(text.length());
        int length = Math.min(random.nextInt(4), text.length() - at);
        int c = random.nextInt(odd.length());
        text.replace(at, at + length, odd.substring(c, c + 1));
      }
      assertThat(
              Loading.in(folder)
                  .load(text.toString().replaceAll("[\ud800-\udfff]", "\ud83d\ude00")))
          .isNotNull();
    }
  }

  private void refused(String text, String problem) {
    var loading = Loading.in(folder).file("checks.yaml", text);
    assertThat(loading.problems(bounded(loading))).containsExactly(problem);
  }

  /** Bounds what the thread itself takes, and leaves room in time for a busy machine. */
  private static Loaded bounded(Loading loading) {
    ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
    long timeBefore = threads.getCurrentThreadCpuTime();
    long before = threads.getCurrentThreadAllocatedBytes();
    Loaded loaded = loading.load();
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(MOST_ALLOCATED);
    assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - timeBefore))
        .isLessThan(MOST_TIME);
    return loaded;
  }
}
