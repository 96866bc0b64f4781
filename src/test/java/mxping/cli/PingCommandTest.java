package mxping.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import mxping.scripted.ScriptedSmtp;
import mxping.zone.ScriptedDns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class PingCommandTest {
  private static final String ZONE =
      """
      ping.test      MX  10  mx1.ping.test
      mx1.ping.test  A   127.72.3.1
      far.test       MX  10  mx.far.test
      mx.far.test    A   192.0.2.1
      """;

  private static Ran ping(ScriptedDns dns, String... arguments) {
    List<String> all = new ArrayList<>(List.of("ping"));
    all.add("--dns=127.0.0.1:" + dns.address().getPort());
    all.addAll(List.of(arguments));
    return Ran.with(all.toArray(String[]::new));
  }

  @ParameterizedTest
  @CsvSource({"ann@ping.test, 0", "bad@ping.test, 1", "ping.test, 0", "nowhere.test, 1"})
  void theExitCodeTellsHowItWas(String target, int code) {
    try (var dns = ScriptedDns.serving(ZONE);
        var mx =
            ScriptedSmtp.on("127.72.3.1", 0)
                .answering(rcpt -> rcpt.contains("bad") ? "550 5.1.1 no" : "250 2.1.5 ok")) {
      Ran ran = ping(dns, target, "-c1", "--port=" + mx.port(), "--helo=probe.test");

      assertThat(ran.code()).as(ran.out() + ran.err()).isEqualTo(code);
      assertThat(ran.err()).isEmpty();
    }
  }

  @Test
  void whatIsPresentedCanBeChosen() {
    String script =
        """
        S: 220 mx
        C: EHLO [192.0.2.1]
        S: 250 mx
        C: MAIL FROM:<me@example.com>
        S: 250 ok
        C: RCPT TO:<ann@ping.test>
        S: 250 ok
        C: RSET
        S: 250 ok
        C: QUIT
        S: 221 bye
        """;
    try (var dns = ScriptedDns.serving(ZONE);
        var mx = ScriptedSmtp.on("127.72.3.1", 0).playing(script)) {
      String port = "--port=" + mx.port();

      Ran ran =
          ping(
              dns,
              "-c",
              "1",
              "-i",
              "0.5",
              "--tls=off",
              "--from=me@example.com",
              "--helo=[192.0.2.1]",
              port,
              "-4",
              "ann@ping.test");

      assertThat(ran.code()).as(ran.out() + ran.err()).isZero();
    }
  }

  @Test
  void aHostWithAPortIsAskedThere() {
    try (var mx = ScriptedSmtp.on("127.72.3.1", 0).answering(rcpt -> "250 ok")) {
      Ran ran = Ran.with("ping", "127.72.3.1:" + mx.port(), "-c1", "--helo=probe.test", "--json");

      assertThat(ran.code()).as(ran.out() + ran.err()).isZero();
      assertThat(ran.out()).contains("\"port\":" + mx.port());
    }
  }

  @Test
  void strangersAreNotAskedFasterThanAGuestMayCome() {
    try (var dns = ScriptedDns.serving(ZONE)) {
      Ran ran = ping(dns, "far.test", "-i1", "--helo=probe.test");

      assertThat(ran.code()).isEqualTo(2);
      assertThat(ran.out()).isEmpty();
      assertThat(ran.err())
          .startsWith("-i: an interval below 2.0 s is for hosts in our own networks");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'ping', Missing required parameter: 'TARGET'",
    "'ping ann@', nothing|is empty",
    "'ping a.test b.test', Unmatched argument",
    "'ping a.test -c 0', -c",
    "'ping a.test -c many', -c",
    "'ping a.test -i soon', is not a duration",
    "'ping a.test --tls=maybe', opportunistic",
    "'ping a.test --from=me', it has no @",
    "'ping a.test --helo=a_b', no host or mail domain has a",
    "'ping a.test --dns=ns.test', is no DNS server",
    "'ping a.test --port=0', from 1 to 65535",
    "'ping a.test:25 --port=26', the target names a port already",
    "'ping a.test -4 -6', mutually exclusive",
    "'ping a.test --loud', Unknown option",
  })
  void whatCannotBeUsedIsSaid(String line, String why) {
    Ran ran = Ran.with(line.split(" "));

    assertThat(ran.code()).isEqualTo(2);
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).containsPattern(why).doesNotContain("Exception");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ping", "health"})
  void eachCommandHasItsHelp(String command) {
    Ran ran = Ran.with(command, "--help");

    assertThat(ran.code()).isZero();
    assertThat(ran.out()).startsWith("Usage: mxping " + command + " ");
    assertThat(ran.out().lines()).allMatch(line -> line.length() <= 80);
    assertThat(Ran.with(command, "--version").out()).startsWith("mxping ");
  }
}
