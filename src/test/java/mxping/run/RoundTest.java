package mxping.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import mxping.check.Checks;
import mxping.check.Family;
import mxping.probe.Finding;
import mxping.probe.Phase;
import mxping.probe.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who has the last word: the round itself, or its best host. */
class RoundTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # said of the round     | of its hosts                    | what decides
          ''                      | none                            | none
          ''                      | connect_refused none            | none
          ''                      | connect_refused slow            | slow
          ''                      | rcpt_unknown greylisted         | greylisted
          ''                      | rcpt_unknown connect_refused    | rcpt_unknown
          ''                      | slow unclean_close              | slow
          mx_mismatch             | none connect_refused            | mx_mismatch
          mx_mismatch             | slow                            | mx_mismatch
          mx_mismatch             | greylisted connect_refused      | greylisted
          mx_mismatch             | connect_refused rcpt_unknown    | connect_refused
          mx_mismatch mx_invalid  | none                            | mx_mismatch
          mx_invalid mx_mismatch  | none                            | mx_invalid
          nxdomain                | ''                              | nxdomain
          no_address mx_invalid   | ''                              | no_address
          mx_invalid no_address   | ''                              | no_address
          dns_failure             | ''                              | dns_failure
          """)
  void theWorstOfWhatIsSaidOfTheRoundAndOfItsBestHostDecides(
      String findings, String hosts, String deciding) {
    Round.Completed round = round(findings, hosts);

    assertThat(round.deciding().reason().label()).isEqualTo(deciding);
  }

  @Test
  void aHostThatWasNotVisitedHasNoSay() {
    HostResult waiting =
        new HostResult(
            new HostKey("mx1.test", Family.ANY, ""),
            OptionalInt.empty(),
            new HostResult.Unvisited(Duration.ZERO));
    HostResult down = host("mx2.test", "connect_refused");

    Round.Completed round = round(List.of(), List.of(waiting, down));

    assertThat(round.deciding().reason()).isEqualTo(Reason.CONNECT_REFUSED);
    assertThat(round.judgement().up()).isFalse();
    assertThat(round.judgement().success()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          none            | true
          slow            | true
          slow deferred   | true
          deferred        | false
          connect_refused | false
          ''              | false
          """)
  void successIsThatOfOneHost(String hosts, boolean success) {
    assertThat(round("mx_mismatch", hosts).judgement().success()).isEqualTo(success);
  }

  private static Round.Completed round(String findings, String hosts) {
    List<String> reasons = words(hosts);
    return round(
        words(findings).stream().map(RoundTest::finding).toList(),
        IntStream.range(0, reasons.size())
            .mapToObj(i -> host("mx" + i + ".test", reasons.get(i)))
            .toList());
  }

  private static Round.Completed round(List<Finding> findings, List<HostResult> hosts) {
    return new Round.Completed(
        Checks.domain("example.test").check(),
        Rounds.DUE,
        Rounds.NOW,
        Optional.empty(),
        hosts,
        true,
        List.of(),
        findings,
        Duration.ZERO);
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.split(" ", -1)).filter(word -> !word.isEmpty()).toList();
  }

  private static Finding finding(String reason) {
    return Finding.of(Phase.RESOLVE, Reason.valueOf(reason.toUpperCase(Locale.ROOT)), "made up");
  }

  private static HostResult host(String name, String reason) {
    return new HostResult(
        new HostKey(name, Family.ANY, ""),
        OptionalInt.empty(),
        new HostResult.Unreached(finding(reason)));
  }
}
