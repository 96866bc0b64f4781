package mxping.metrics;

import static mxping.metrics.Samples.check;
import static mxping.metrics.Samples.host;
import static mxping.metrics.Samples.offers;
import static mxping.metrics.Samples.probed;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;
import mxping.check.Check;
import mxping.probe.Reason;
import mxping.probe.RecipientResult;
import mxping.probe.Verdict;
import mxping.run.HostResult;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a scrape grows by with each mail host, of a check with two of them, one recipient and eight
 * capabilities: what every scrape costs here, on the way, and for as long as Prometheus keeps it.
 */
class ScrapeBudgetTest {
  private static final int CHECKS = 50;

  @ParameterizedTest
  @CsvSource({"FULL, 52", "LEAN, 36"})
  void linesAHost(Detail detail, long most) {
    long lines = growth(detail, watch -> watch.whole().lines().count());

    assertThat(lines).isPositive().isLessThanOrEqualTo(most);
  }

  @ParameterizedTest
  @CsvSource({
    "FULL, TEXT,        5200",
    "FULL, OPENMETRICS, 5200",
    "FULL, PROTOBUF,    4500",
    "LEAN, TEXT,        3250",
    "LEAN, OPENMETRICS, 3250",
    "LEAN, PROTOBUF,    2600"
  })
  void octetsAHost(Detail detail, Exposition form, long most) {
    assertThat(growth(detail, watch -> watch.bytes(form).length))
        .isPositive()
        .isLessThanOrEqualTo(most);
  }

  /**
   * The stream that takes the octets is counted too. Nothing is compiled, for what a compiler finds
   * need not be allocated differs from run to run.
   */
  @ParameterizedTest
  @CsvSource({
    "FULL, TEXT,        53000",
    "FULL, OPENMETRICS, 53000",
    "FULL, PROTOBUF,    83000",
    "LEAN, TEXT,        32000"
  })
  void heapAHostWhileItIsWritten(Detail detail, Exposition form, long most) throws Exception {
    assertThat(OwnJvm.says(List.of("-Xint"), ScrapeHeap.class, detail, form))
        .isPositive()
        .isLessThanOrEqualTo(most);
  }

  /** What one host more adds to {@code size}, all families being there already. */
  static long growth(Detail detail, ToLongFunction<Watch> size) {
    long few = size.applyAsLong(watching(CHECKS, detail));
    long many = size.applyAsLong(watching(2 * CHECKS, detail));
    return (many - few) / (2 * CHECKS);
  }

  private static Watch watching(int checks, Detail detail) {
    Watch watch = new Watch(detail, Buckets.DEFAULT);
    RecipientResult ann =
        new RecipientResult(
            "1", Verdict.ACCEPTED, Reason.NONE, Optional.of(Samples.reply(250, "2.1.5 ok")), "");
    for (int i = 0; i < checks; i++) {
      Check check = check("check-%04d".formatted(i));
      watch.add(check);
      watch.round(
          check,
          host("mx1.%s.example.test".formatted(check.name()), visit(ann)),
          host("mx2.%s.example.test".formatted(check.name()), visit(ann)));
    }
    return watch;
  }

  private static HostResult.Probed visit(RecipientResult recipient) {
    return probed(
        List.of(),
        offers(
            "SIZE 10240000",
            "PIPELINING",
            "STARTTLS",
            "ENHANCEDSTATUSCODES",
            "8BITMIME",
            "DSN",
            "SMTPUTF8",
            "CHUNKING"),
        recipient);
  }
}
