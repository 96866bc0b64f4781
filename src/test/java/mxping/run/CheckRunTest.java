package mxping.run;

import static mxping.run.Rounds.BUSY;
import static mxping.run.Rounds.GOOD;
import static mxping.run.Rounds.PATIENCE;
import static mxping.run.Rounds.beside;
import static mxping.run.Rounds.findings;
import static mxping.run.Rounds.hosts;
import static mxping.run.Rounds.told;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import mxping.check.Checks;
import mxping.probe.Reason;
import mxping.scripted.ScriptedSmtp;
import mxping.zone.ScriptedDns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Rounds of a check: the zone, the mail hosts, what came of it. Each test has addresses of its own,
 * for its hosts share a port; nobody listens on those that end in 9.
 */
class CheckRunTest {
  private static Checks check() {
    return Checks.domain("example.test");
  }

  @Test
  void twoHostsOfDifferentPreferenceOneOfThemDown() {
    String zone =
        """
        example.test  MX  10 mx1.example.test
        example.test  MX  20 mx2.example.test
        mx1.example.test  A  127.62.1.9
        mx2.example.test  A  127.62.1.2
        """;

    try (var mx2 = ScriptedSmtp.on("127.62.1.2", 0).playing(GOOD)) {
      Round.Completed round = Rounds.of(zone, check().port(mx2.port()));

      assertThat(hosts(round))
          .containsExactly(
              "mx1.example.test 10: failed connect_refused connect down",
              "mx2.example.test 20: ok none ehlo up");
      assertThat(told(round)).isEqualTo("ok none ehlo, up, success");
      assertThat(round.hostsKnown()).isTrue();
      assertThat(round.findings()).isEmpty();
      assertThat(round.resolved()).isPresent();
      assertThat(round.due()).isEqualTo(Rounds.DUE);
      assertThat(round.ended()).isEqualTo(Rounds.NOW.plusSeconds(1));
    }
  }

  @Test
  void everyHostIsVisitedWhicheverIsPreferred() {
    String zone =
        """
        example.test  MX  10 mx1.example.test
        example.test  MX  20 mx2.example.test
        mx1.example.test  A  127.62.2.1
        mx2.example.test  A  127.62.2.2
        """;

    try (var mx1 = ScriptedSmtp.on("127.62.2.1", 0).playing(GOOD);
        var mx2 = beside(mx1, "127.62.2.2", BUSY)) {
      Round.Completed round = Rounds.of(zone, check().port(mx2.port()));

      assertThat(hosts(round))
          .containsExactly(
              "mx1.example.test 10: ok none ehlo up",
              "mx2.example.test 20: failed service_unavailable greeting down");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # zone                          | the round                               | hosts known
          example.test MX 0 .             | failed null_mx resolve, down, no success         | true
          other.test A 127.0.0.1          | failed nxdomain resolve, down, no success        | true
          example.test MX 10 192.0.2.1.   | failed no_address resolve, down, no success      | true
          example.test !SERVFAIL          | inconclusive dns_failure resolve, down, no success | false
          example.test !REFUSED           | inconclusive dns_failure resolve, down, no success | false
          example.test MX !GARBAGE        | inconclusive dns_failure resolve, down, no success | false
          """)
  void noHostIsThere(String zone, String told, boolean known) {
    Round.Completed round = Rounds.of(zone, check());

    assertThat(told(round)).isEqualTo(told);
    assertThat(round.hosts()).isEmpty();
    assertThat(round.hostsKnown()).isEqualTo(known);
    assertThat(round.resolved()).isPresent();
  }

  @Test
  void noServerAnswers() {
    try (var dns = ScriptedDns.serving("example.test !TIMEOUT")) {
      var check = check().dns(dns.address(), Duration.ofMillis(300)).check();

      Round.Completed round = Rounds.completed(Rounds.run(check));

      assertThat(told(round)).isEqualTo("inconclusive dns_timeout resolve, down, no success");
      assertThat(round.hostsKnown()).isFalse();
    }
  }

  @Test
  void aNullMxIsWhatTheCheckExpects() {
    Round.Completed round = Rounds.of("example.test MX 0 .", check().nullMxIsFine());

    assertThat(told(round)).isEqualTo("ok null_mx resolve, up, success");
    assertThat(round.hosts()).isEmpty();
    assertThat(round.hostsKnown()).isTrue();
  }

  @Test
  void aNullMxBesideOthersIsOnlyAFlaw() {
    String zone =
        """
        example.test  MX  0 .
        example.test  MX  10 mx.example.test
        mx.example.test  A  127.62.3.1
        """;

    try (var mx = ScriptedSmtp.on("127.62.3.1", 0).playing(GOOD)) {
      Round.Completed round = Rounds.of(zone, check().nullMxIsFine().port(mx.port()));

      assertThat(hosts(round)).containsExactly("mx.example.test 10: ok none ehlo up");
      assertThat(told(round)).isEqualTo("degraded mx_invalid resolve, up, success");
    }
  }

  @Test
  void anMxWithoutAddressIsUnreached() {
    String zone =
        """
        example.test  MX  10 mx1.example.test
        example.test  MX  20 mx2.example.test
        example.test  MX  30 mx3.example.test
        mx2.example.test  CNAME  mx2.example.test
        mx3.example.test  !SERVFAIL
        """;

    Round.Completed round = Rounds.of(zone, check());

    assertThat(hosts(round))
        .containsExactly(
            "mx1.example.test 10: failed no_address resolve down",
            "mx2.example.test 20: failed no_address resolve down",
            "mx3.example.test 30: inconclusive dns_failure resolve down");
    assertThat(round.hosts()).allMatch(h -> h.visit() instanceof HostResult.Unreached);
    assertThat(told(round)).isEqualTo("inconclusive dns_failure resolve, down, no success");
    assertThat(round.hostsKnown()).isTrue();
  }

  @Test
  void aDomainWithoutMxIsItsOwnHost() {
    try (var mx = ScriptedSmtp.on("127.62.4.1", 0).playing(GOOD)) {
      Round.Completed round = Rounds.of("example.test A 127.62.4.1", check().port(mx.port()));

      assertThat(hosts(round)).containsExactly("example.test: ok none ehlo up");
      assertThat(told(round)).isEqualTo("ok none ehlo, up, success");
    }
  }

  @Test
  void aDomainWithNeitherMxNorAddress() {
    Round.Completed round = Rounds.of("example.test TXT x", check());

    assertThat(hosts(round)).containsExactly("example.test: failed no_address resolve down");
    assertThat(told(round)).isEqualTo("failed no_address resolve, down, no success");
  }

  @Test
  void anMxThatIsAnAliasIsProbedAllTheSame() {
    String zone =
        """
        example.test  MX  10 mx.example.test
        mx.example.test  CNAME  real.example.test
        real.example.test  A  127.62.5.1
        """;

    try (var mx = ScriptedSmtp.on("127.62.5.1", 0).playing(GOOD)) {
      Round.Completed round = Rounds.of(zone, check().port(mx.port()));

      assertThat(hosts(round)).containsExactly("mx.example.test 10: ok none ehlo up");
      assertThat(told(round)).isEqualTo("degraded mx_invalid resolve, up, success");
    }
  }

  @Test
  void anMxThatIsAnAddressIsNeverConnectedTo() {
    String zone =
        """
        example.test  MX  5 127.62.6.2.
        example.test  MX  10 mx.example.test
        127.62.6.2    A  127.62.6.2
        mx.example.test  A  127.62.6.1
        """;

    try (var mx = ScriptedSmtp.on("127.62.6.1", 0).playing(GOOD);
        var never = beside(mx, "127.62.6.2", GOOD)) {
      Round.Completed round = Rounds.of(zone, check().port(mx.port()));

      assertThat(hosts(round)).containsExactly("mx.example.test 10: ok none ehlo up");
      assertThat(told(round)).isEqualTo("degraded mx_invalid resolve, up, success");
      assertThat(never.sessions()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "mx.example.test,                    ok none ehlo",
    "mx.example.test more.example.test,  degraded mx_mismatch resolve",
    "other.example.test,                 degraded mx_mismatch resolve",
  })
  void theMxSetIsTheOneExpectedOrNot(String expected, String told) {
    String zone =
        """
        example.test  MX  10 MX.example.test
        mx.example.test  A  127.62.7.1
        """;

    try (var mx = ScriptedSmtp.on("127.62.7.1", 0).playing(GOOD)) {
      Round.Completed round = Rounds.of(zone, check().mx(expected.split(" ", -1)).port(mx.port()));

      assertThat(told(round)).isEqualTo(told + ", up, success");
    }
  }

  @Test
  void aHostByNameOrLiteralNeedsNoMx() {
    try (var mx = ScriptedSmtp.on("127.62.13.1", 0).playing(GOOD)) {
      String zone = "mx.example.test MX 10 other.test\nmx.example.test A 127.62.13.1";

      assertThat(hosts(Rounds.of(zone, Checks.host("mx.example.test").port(mx.port()))))
          .containsExactly("mx.example.test: ok none ehlo up");
      assertThat(hosts(Rounds.of("* !SERVFAIL", Checks.host("127.62.13.1").port(mx.port()))))
          .containsExactly("127.62.13.1: ok none ehlo up");
    }
  }

  @Test
  void theAgentsOwnResponderNeedsNoResolving() {
    try (var self = ScriptedSmtp.playing(GOOD)) {
      Round.Completed round = Rounds.completed(Rounds.run(Checks.self().check(), self.address()));

      assertThat(hosts(round)).containsExactly("self: ok none ehlo up");
      assertThat(round.resolved()).isEmpty();
    }
  }

  @Test
  void aRoundIsSkippedWhileTheOneBeforeStillProbes() throws Exception {
    try (var mx = ScriptedSmtp.on("127.62.14.1", 0).playing("S! silence", GOOD)) {
      CheckRun run =
          Rounds.run(
              Checks.host("127.62.14.1").port(mx.port()).replyLimit(Duration.ofSeconds(2)).check());
      CompletableFuture<Round> first = CompletableFuture.supplyAsync(() -> run.fire(Rounds.DUE));
      mx.awaitAccepted(1, PATIENCE);

      assertThat(run.fire(Rounds.DUE))
          .isEqualTo(Round.Skipped.unbegun(run.check(), Rounds.DUE, Reason.OVERLAPPED, 1));
      assertThat(told((Round.Completed) first.get()))
          .isEqualTo("failed reply_timeout greeting, down, no success");

      assertThat(told(Rounds.completed(run))).isEqualTo("ok none ehlo, up, success");
    }
  }

  @Test
  void aRoundThatTheAgentItselfSpoilsIsInconclusive() {
    CheckRun run = Rounds.run(check().check());

    Round.Completed round = run.failed(Rounds.DUE, "no file descriptors");

    assertThat(told(round)).isEqualTo("inconclusive internal_error connect, down, no success");
    assertThat(round.hostsKnown()).isFalse();
    assertThat(findings(round)).isEqualTo("inconclusive internal_error connect");
  }
}
