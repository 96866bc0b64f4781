package mxping.run;

import static mxping.run.Rounds.BUSY;
import static mxping.run.Rounds.GOOD;
import static mxping.run.Rounds.beside;
import static mxping.run.Rounds.hosts;
import static mxping.run.Rounds.told;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import mxping.check.Checks;
import mxping.check.Family;
import mxping.scripted.ScriptedSmtp;
import mxping.smtp.DeafHost;
import org.junit.jupiter.api.Test;

/**
 * Which addresses of a mail host are spoken to, and which one speaks for it; nobody listens on
 * those that end in 9.
 */
class HostVisitTest {
  private static Checks check() {
    return Checks.domain("example.test");
  }

  @Test
  void addressesAreTriedInOrderUntilOneConnects() {
    String zone =
        """
        example.test  MX  10 mx.example.test
        mx.example.test  A  127.62.8.9
        mx.example.test  A  127.62.8.1
        mx.example.test  A  127.62.8.2
        """;

    try (var mx = ScriptedSmtp.on("127.62.8.1", 0).playing(BUSY);
        var never = beside(mx, "127.62.8.2", GOOD)) {
      Round.Completed round = Rounds.of(zone, check().port(mx.port()));

      assertThat(hosts(round))
          .containsExactly("mx.example.test 10: failed service_unavailable greeting down");
      HostResult.Probed probed = (HostResult.Probed) round.hosts().getFirst().visit();
      assertThat(probed.result().remote()).isEqualTo(mx.address());
      assertThat(probed.others())
          .extracting(other -> other.remote().getAddress().getHostAddress())
          .containsExactly("127.62.8.9");
      assertThat(never.sessions()).isEmpty();
    }
  }

  @Test
  void anAddressThatDoesNotAnswerTakesNoMoreThanItsShareOfTheTime() {
    String zone =
        """
        mx.example.test  A  127.62.15.1
        mx.example.test  A  127.62.15.2
        """;

    try (var deaf = DeafHost.on("127.62.15.1", 0);
        var mx = ScriptedSmtp.on("127.62.15.2", deaf.address().getPort()).playing(GOOD)) {
      Round.Completed round =
          Rounds.of(
              zone, Checks.host("mx.example.test").timeout(Duration.ofSeconds(4)).port(mx.port()));

      assertThat(hosts(round)).containsExactly("mx.example.test: ok none ehlo up");
      HostResult.Probed probed = (HostResult.Probed) round.hosts().getFirst().visit();
      assertThat(probed.others())
          .extracting(other -> told(other.deciding()))
          .containsExactly("failed connect_timeout connect");
    }
  }

  @Test
  void whereNoAddressAnswersTheFirstOnesReasonStandsAndTheTimeIsKept() {
    String zone =
        """
        mx.example.test  A  127.62.16.1
        mx.example.test  A  127.62.16.9
        """;

    try (var deaf = DeafHost.on("127.62.16.1", 0)) {
      Round.Completed round =
          Rounds.of(
              zone,
              Checks.host("mx.example.test")
                  .timeout(Duration.ofSeconds(1))
                  .port(deaf.address().getPort()));

      assertThat(hosts(round))
          .containsExactly("mx.example.test: failed connect_timeout connect down");
      HostResult.Probed probed = (HostResult.Probed) round.hosts().getFirst().visit();
      assertThat(probed.result().duration()).isLessThan(Duration.ofSeconds(4));
      assertThat(probed.others())
          .extracting(other -> told(other.deciding()))
          .containsExactly("failed connect_refused connect");
    }
  }

  @Test
  void whereNoAddressConnectsTheFirstOnesReasonStands() {
    String zone =
        """
        mx.example.test  A  127.62.9.9
        mx.example.test  A  127.62.9.19
        mx.example.test  A  127.62.9.29
        """;
    ScriptedSmtp gone = ScriptedSmtp.on("127.62.9.9", 0).playing(GOOD);
    gone.close();

    Round.Completed round = Rounds.of(zone, Checks.host("mx.example.test").port(gone.port()));

    assertThat(hosts(round))
        .containsExactly("mx.example.test: failed connect_refused connect down");
    HostResult.Probed probed = (HostResult.Probed) round.hosts().getFirst().visit();
    assertThat(probed.result().remote().getAddress().getHostAddress()).isEqualTo("127.62.9.9");
    assertThat(probed.others())
        .extracting(other -> other.remote().getAddress().getHostAddress())
        .containsExactly("127.62.9.19", "127.62.9.29");
  }

  @Test
  void allAddressesHaveAResultEach() {
    String zone =
        """
        example.test  MX  10 mx.example.test
        mx.example.test  A  127.62.10.1
        mx.example.test  A  127.62.10.9
        mx.example.test  A  127.62.10.2
        """;

    try (var one = ScriptedSmtp.on("127.62.10.1", 0).playing(GOOD);
        var two = beside(one, "127.62.10.2", BUSY)) {
      Round.Completed round = Rounds.of(zone, check().allAddresses().port(two.port()));

      assertThat(hosts(round))
          .containsExactly(
              "mx.example.test 10 127.62.10.1: ok none ehlo up",
              "mx.example.test 10 127.62.10.9: failed connect_refused connect down",
              "mx.example.test 10 127.62.10.2: failed service_unavailable greeting down");
      assertThat(told(round)).isEqualTo("ok none ehlo, up, success");
    }
  }

  @Test
  void bothFamiliesHaveAResultEach() {
    String zone =
        """
        example.test  MX  10 mx.example.test
        mx.example.test  AAAA  ::1
        mx.example.test  A     127.62.11.1
        """;

    try (var mx = ScriptedSmtp.on("127.62.11.1", 0).playing(GOOD)) {
      Round.Completed round = Rounds.of(zone, check().family(Family.BOTH).port(mx.port()));

      // whether ::1 refuses or cannot be reached is this machine's matter
      assertThat(round.hosts())
          .extracting(host -> host.key().family())
          .containsExactly(Family.IPV6, Family.IPV4);
      assertThat(hosts(round).get(1)).isEqualTo("mx.example.test 10: ok none ehlo up");
    }
  }

  @Test
  void aFamilyWithoutARecordGivesNoResult() {
    String zone =
        """
        example.test  MX  10 mx.example.test
        mx.example.test  A  127.62.12.1
        """;

    try (var mx = ScriptedSmtp.on("127.62.12.1", 0).playing(GOOD)) {
      Round.Completed round = Rounds.of(zone, check().family(Family.BOTH).port(mx.port()));

      assertThat(hosts(round)).containsExactly("mx.example.test 10: ok none ehlo up");
      assertThat(round.hosts().getFirst().key().family()).isEqualTo(Family.IPV4);
    }
  }
}
