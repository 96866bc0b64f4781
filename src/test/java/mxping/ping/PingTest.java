package mxping.ping;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import mxping.Polling;
import mxping.check.Checks;
import mxping.scripted.ScriptedSmtp;
import mxping.scripted.Session;
import mxping.zone.ScriptedDns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a ping does and tells, from a zone and dialogues to its last line. */
@Timeout(60)
class PingTest {
  private static final Duration SOON = Duration.ofSeconds(15);

  private static final String TWO_HOSTS =
      """
      ping.test      MX  10  mx1.ping.test
      ping.test      MX  20  mx2.ping.test
      mx1.ping.test  A   127.72.1.1
      mx2.ping.test  A   127.72.1.2
      """;

  private static final String ONE_HOST =
      """
      ping.test      MX  10  mx1.ping.test
      mx1.ping.test  A   127.72.1.1
      """;

  private static Pinged ann(ScriptedSmtp host) {
    return new Pinged(Checks.domain("ping.test").port(host.port()).rcpt("ann@ping.test"));
  }

  private static ScriptedSmtp first() {
    return ScriptedSmtp.on("127.72.1.1", 0).answering(rcpt -> "250 2.1.5 ok");
  }

  @Test
  void eachHostIsAskedInTurnAndSummedUp() {
    try (var mx1 = first();
        var mx2 =
            ScriptedSmtp.on("127.72.1.2", mx1.port())
                .answering(rcpt -> "550 5.1.1 <ann> unknown")) {
      Pinged pinged = ann(mx1).times(2);

      assertThat(pinged.in(TWO_HOSTS)).isEqualTo(new Ending.Told(false));
      assertThat(pinged.told())
          .isEqualTo(
              """
              MX of ping.test, port PORT:
                 10 mx1.ping.test  127.72.1.1
                 20 mx2.ping.test  127.72.1.2
              seq=1 mx1.ping.test 127.72.1.1:PORT: accepted, 250 2.1.5 ok, # ms (#)
              seq=1 mx2.ping.test 127.72.1.2:PORT: rejected, failed rcpt_unknown, 550 5.1.1 <ann> unknown, # ms (#)
                mx2.ping.test does not know the recipient: 550 5.1.1 <ann> unknown.
                Look at the user table of this host.
              seq=2 mx1.ping.test 127.72.1.1:PORT: accepted, 250 2.1.5 ok, # ms (#)
              seq=2 mx2.ping.test 127.72.1.2:PORT: rejected, failed rcpt_unknown, 550 5.1.1 <ann> unknown, # ms (#)

              --- mx1.ping.test ping statistics ---
              2 probes, 2 as expected, 0 lost (0%)
              min/avg/max/stddev = #/#/#/# ms

              --- mx2.ping.test ping statistics ---
              2 probes, 0 as expected, 0 lost (0%)
              min/avg/max/stddev = #/#/#/# ms
              """
                  .replace("PORT", "" + mx1.port()));
      assertThat(pinged.raw())
          .contains("(resolve ", ", connect ", ", greeting ", ", ehlo ", ", mail ", ", rcpt ")
          .contains(", rset ", ", quit ");
      assertThat(mx1.sessions()).hasSize(2);
      assertThat(mx2.sessions()).hasSize(2);
    }
  }

  @Test
  void allHostsThatDoAsExpectedEndItWell() {
    try (var mx1 = first()) {
      assertThat(ann(mx1).times(3).in(ONE_HOST)).isEqualTo(new Ending.Told(true));
    }
  }

  @Test
  void aDomainIsAskedForNobody() {
    String script = "S: 220 mx\nC: EHLO probe.test\nS: 250-mx\nS: 250 SIZE\nC: QUIT\nS: 221 bye";
    try (var mx1 = ScriptedSmtp.on("127.72.1.1", 0).playing(script)) {
      Pinged pinged = new Pinged(Checks.domain("ping.test").port(mx1.port()));

      assertThat(pinged.in(ONE_HOST)).isEqualTo(new Ending.Told(true));
      assertThat(pinged.told()).contains("seq=1 mx1.ping.test 127.72.1.1:", ": ok, 250 mx, # ms");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          null.test     MX 0 .     | null.test takes no mail, and says so with a null MX.
          other.test    A 127.0.0.1| null.test does not exist in the DNS.
          null.test     !SERVFAIL  | Nobody could tell the mail hosts or addresses of null.test:
          null.test     MX 10 1.2.3.4 | null.test has no address to connect to:
          """)
  void aTargetWithoutHostsIsExplained(String zone, String sentence) {
    Pinged pinged = new Pinged(Checks.domain("null.test"));

    assertThat(pinged.in(zone)).isEqualTo(new Ending.Told(false));
    assertThat(pinged.told()).startsWith("  " + sentence).doesNotContain("seq=", "statistics");
  }

  @Test
  void hostsThatAreNotThereAreLost() {
    try (var mx1 = first()) {
      String zone =
          """
          ping.test      MX  10  mx1.ping.test
          ping.test      MX  20  mx2.ping.test
          mx1.ping.test  A   127.72.1.9
          """;
      Pinged pinged = ann(mx1);

      assertThat(pinged.in(zone)).isEqualTo(new Ending.Told(false));
      assertThat(pinged.told())
          .contains(
              "   20 mx2.ping.test  no address (mx2.ping.test: no such name)\n",
              """
              : failed connect_refused, connection refused, # ms (#)
                mx1.ping.test refuses the connection: nothing listens there.
                Start the mail server, or open the port.
              """,
              "seq=1 mx2.ping.test: failed no_address, mx2.ping.test: no such name (#)\n",
              "1 probe, 0 as expected, 1 lost (100%)\n")
          .doesNotContain("min/avg");
    }
  }

  @Test
  void oneHostNeedsNoMx() {
    try (var mx1 = first()) {
      Pinged pinged = new Pinged(Checks.host("127.72.1.1").port(mx1.port()).rcpt("ann@a.test"));

      assertThat(pinged.ping().run()).isEqualTo(new Ending.Told(true));
      assertThat(pinged.told())
          .startsWith("Mail host 127.72.1.1, port %d:\n  127.72.1.1".formatted(mx1.port()));
    }
  }

  @Test
  void whatAHostSaysCannotMoveTheCursor() {
    try (var mx1 =
        ScriptedSmtp.on("127.72.1.1", 0).answering(rcpt -> "550 5.1.1 \u001b[2Jgone\u202e")) {
      Pinged pinged = ann(mx1).withDialogues();

      pinged.in(ONE_HOST);

      assertThat(pinged.raw())
          .contains("failed rcpt_unknown, 550 5.1.1 \\x1b[2Jgone\\u202e")
          .contains("S: 550 5.1.1 \\x1b[2Jgone")
          .doesNotContain("\u001b", "\u202e");
    }
  }

  @Test
  void theDialogueIsToldAsItHappens() {
    try (var mx1 = first()) {
      Pinged pinged = ann(mx1).withDialogues();

      pinged.in(ONE_HOST);

      assertThat(pinged.told())
          .contains("\n# C: EHLO probe.test\n", "\n# C: RCPT TO:<ann@ping.test>\n# S: 250 2.1.5 ok")
          .contains("\n# C: QUIT\n# S: 221");
    }
  }

  @Test
  void strangersAreNotAskedFasterThanAGuestMayCome() {
    String zone = "ping.test MX 10 mx1.ping.test\nmx1.ping.test A 192.0.2.1";
    Pinged pinged = new Pinged(Checks.domain("ping.test")).every(Duration.ofMillis(1900));

    assertThat(pinged.in(zone))
        .isEqualTo(
            new Ending.TooFast(
                "an interval below 2.0 s is for hosts in our own networks (127.0.0.0/8);"
                    + " 192.0.2.1 is in none of them"));
    assertThat(pinged.raw()).isEmpty();
  }

  @Test
  void whoMayNotBeAskedForIsSkippedAndNotTakenForGood() {
    try (var mx1 = ScriptedSmtp.on("127.72.1.1", 0).answering(rcpt -> "550 5.1.1 unknown")) {
      Pinged pinged = ann(mx1).as(Pinged.GUEST).times(6);

      assertThat(pinged.in(ONE_HOST)).isEqualTo(new Ending.Told(false));
      assertThat(pinged.told())
          .contains(
              "seq=5 mx1.ping.test 127.72.1.1:%d: skipped throttled_locally, not asked for this time:"
                  .formatted(mx1.port()),
              "4 probes, 0 as expected, 0 lost (0%), 2 skipped\n");
      assertThat(mx1.sessions().stream().flatMap(s -> s.said().stream()))
          .filteredOn(line -> line.startsWith("RCPT"))
          .hasSize(4);
    }
  }

  @Test
  void anOpenDialogueEndsWithQuitWhenItIsStopped() throws Exception {
    String silent =
        """
        S: 220 mx.test ESMTP
        C: EHLO *
        S: 250 mx.test
        C: MAIL FROM:<>
        S: 250 ok
        C: RCPT TO:<ann@ping.test>
        S! silence
        """;
    try (var mx1 = ScriptedSmtp.on("127.72.1.1", 0).playing(silent);
        var zone = ScriptedDns.serving(ONE_HOST)) {
      Pinged pinged =
          new Pinged(
                  Checks.domain("ping.test")
                      .port(mx1.port())
                      .rcpt("ann@ping.test")
                      .dns(zone.address()))
              .untilStopped();
      Ping ping = pinged.ping();
      var run = CompletableFuture.supplyAsync(ping::run, task -> Thread.ofVirtual().start(task));
      Polling.until("RCPT", mx1::transcript, said -> said.contains("RCPT"));

      assertThat(ping.stop()).isEqualTo(new Ending.Told(false));

      assertThat(run.get(10, TimeUnit.SECONDS)).isEqualTo(new Ending.Told(false));
      assertThat(mx1.awaitSessions(1, SOON)).singleElement().matches(Session::saidQuit);
      assertThat(pinged.told())
          .endsWith(
              """

              --- mx1.ping.test ping statistics ---
              0 probes, 0 as expected, 0 lost (0%), 1 cut off
              """);
    }
  }

  @Test
  void whatIsAnsweredSoonAfterTheStopStillCounts() throws Exception {
    CompletableFuture<Void> stopped = new CompletableFuture<>();
    try (var mx1 =
            ScriptedSmtp.on("127.72.1.1", 0)
                .answering(
                    rcpt -> {
                      stopped.join();
                      return "250 2.1.5 ok";
                    });
        var zone = ScriptedDns.serving(ONE_HOST)) {
      Pinged pinged =
          new Pinged(
                  Checks.domain("ping.test")
                      .port(mx1.port())
                      .rcpt("ann@ping.test")
                      .dns(zone.address()))
              .untilStopped();
      Ping ping = pinged.ping();
      var run = CompletableFuture.supplyAsync(ping::run, task -> Thread.ofVirtual().start(task));
      Polling.until("RCPT", mx1::transcript, said -> said.contains("RCPT"));
      var stop = CompletableFuture.supplyAsync(ping::stop, task -> Thread.ofVirtual().start(task));
      stopped.complete(null);

      assertThat(stop.get(10, TimeUnit.SECONDS)).isEqualTo(new Ending.Told(true));
      assertThat(run.get(10, TimeUnit.SECONDS)).isEqualTo(new Ending.Told(true));
      assertThat(mx1.awaitSessions(1, SOON).getFirst().said()).endsWith("RSET", "QUIT");
      assertThat(pinged.told()).contains("1 probe, 1 as expected, 0 lost (0%)\n");
    }
  }

  @Test
  void whatIsWaitedForIsShownOnATerminal() {
    String slow =
        """
        S: 220 mx.test ESMTP
        C: EHLO probe.test
        S! pause 1500ms
        S: 250 mx.test
        C: QUIT
        S: 221 bye
        """;
    try (var mx1 = ScriptedSmtp.on("127.72.1.1", 0).playing(slow)) {
      Pinged pinged = new Pinged(Checks.domain("ping.test").port(mx1.port())).onTerminal();

      pinged.in(ONE_HOST);

      assertThat(pinged.raw())
          .containsPattern("\r\u001b\\[Kseq=1 mx1\\.ping\\.test: ehlo [01]\\.\\d s\r\u001b\\[K")
          .containsPattern("\r\u001b\\[Kseq=1 mx1\\.ping\\.test 127\\.72\\.1\\.1:\\d+: ok, 250 ");
    }
  }

  @Test
  void coloursTellTheOutcomeWhereTheyAreWelcome() {
    try (var mx1 = first()) {
      Pinged pinged = ann(mx1).inColours();

      pinged.in(ONE_HOST);

      assertThat(pinged.raw()).contains("\u001b[32maccepted\u001b[0m, 250 2.1.5 ok");
    }
  }

  @Test
  void itEndsWhenNobodyReadsItAnyMore() {
    Writer gone =
        new Writer() {
          @Override
          public void write(char[] text, int from, int length) throws IOException {
            throw new IOException("Broken pipe");
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    try (var mx1 = first();
        var zone = ScriptedDns.serving(ONE_HOST)) {
      Pinged pinged =
          new Pinged(Checks.domain("ping.test").port(mx1.port()).dns(zone.address()))
              .untilStopped();

      assertThat(pinged.ping(new PrintWriter(gone)).run()).isInstanceOf(Ending.Told.class);
      assertThat(mx1.sessions()).isEmpty();
    }
  }
}
