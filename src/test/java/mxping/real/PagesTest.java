package mxping.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mxping.scripted.ScriptedSmtp;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The pages in a real browser, of hosts that would rather it were theirs. */
@Tag("real")
class PagesTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  private static final String HOSTILE =
      """
      S: 220 <script>document.title="owned"</script><img id=owned src=http://127.0.0.9/x>"'>
      C: EHLO *
      S: 250-mx.test
      S: 250 X-</td><b>bold</b> "><i>
      C: MAIL FROM:<>
      S: 250 2.1.0 Ok
      C: RCPT TO:<ann@mx.test>
      S: 550 5.1.1 <script>alert(1)</script> no such user & more
      C: RSET
      S: 250 2.0.0 Ok
      C: QUIT
      S: 221 2.0.0 Bye
      """;

  private static final String CHECKS =
      """
      probe:
        helo: probe.test
      defaults:
        every: 2s
        port: ${PORT}
      checks:
        - {name: self, self: true, rcpt: [postmaster]}
        - {name: hostile, host: 127.0.0.1, rcpt: [ann@mx.test]}
        - {name: dead, host: 127.31.0.9, rcpt: [ann@mx.test]}
      """;

  @RegisterExtension final Rig rig = new Rig();

  @Test
  void whatHostsSayIsTextInLightAndDarkAndOnAPhone() throws Exception {
    ScriptedSmtp host = rig.keep(ScriptedSmtp.playing(HOSTILE));
    RealAgent agent = rig.agent(CHECKS, Map.of("PORT", host.port()));
    afterRounds(agent, 3);
    Chromium browser = rig.keep(Chromium.start(rig.directory()));

    browser.open(agent.address("/"));
    assertThat(browser.text())
        .contains("self", "✓ ok", "hostile", "rcpt_unknown", "connect_refused");
    overflowsNowhere(browser, agent, "/", "/checks/hostile", "/checks/dead", "/checks/self");
    darkensWhereAsked(browser, agent);

    browser.open(agent.address("/checks/hostile"));
    browser.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)");
    assertThat(browser.text())
        .contains(
            "does not know the recipient",
            "RCPT TO:<ann@mx.test>",
            "550 5.1.1 <script>alert(1)</script> no such user & more",
            "220 <script>document.title=\"owned\"</script><img id=owned");
    assertThat(
            browser
                .evaluate("document.querySelectorAll('script,img,i,td b,#owned').length")
                .asInt())
        .isZero();
    assertThat(browser.evaluate("document.title").asString()).contains("hostile");

    browser.open(agent.address("/checks/dead"));
    assertThat(browser.text())
        .contains("Last bad dialogue", ": connection refused", "unasked", "– not known")
        .doesNotContain("✓");

    assertThat(browser.complaints()).isEmpty();
    assertThat(browser.requests())
        .isNotEmpty()
        .allMatch(url -> url.startsWith(agent.address("/")) || url.startsWith("data:"));
  }

  @Test
  void thePolicyHoldsEvenForMarkupThatGotIn() throws Exception {
    RealAgent agent =
        rig.agent("checks:\n  - {name: self, self: true, rcpt: [postmaster]}\n", Map.of());
    Chromium browser = rig.keep(Chromium.start(rig.directory()));
    browser.open(agent.address("/"));

    browser.evaluate(
        """
        document.body.append(Object.assign(document.createElement('script'), {text: 'document.title = "owned"'}),
          Object.assign(new Image(), {src: 'http://127.0.0.9:9/x'}))
        """);

    Eventually.within(SOON, () -> assertThat(browser.complaints()).hasSizeGreaterThan(1));
    assertThat(browser.evaluate("document.title").asString()).isNotEqualTo("owned");
  }

  @Test
  void twoThousandChecksComeInPages() throws Exception {
    String many =
        IntStream.range(0, 2000)
            .mapToObj(i -> "  - {name: check-%04d, self: true, rcpt: [postmaster]}\n".formatted(i))
            .collect(Collectors.joining());
    RealAgent agent = rig.agent("checks:\n" + many, Map.of());
    Chromium browser = rig.keep(Chromium.start(rig.directory()));

    browser.open(agent.address("/"));
    assertThat(browser.evaluate("document.querySelectorAll('.checks tbody tr').length").asInt())
        .isEqualTo(100);
    browser.open(agent.address("/?q=check-1234"));
    assertThat(browser.evaluate("document.querySelectorAll('.checks tbody tr').length").asInt())
        .isEqualTo(1);
    assertThat(agent.get("/").length()).isLessThan(1 << 20);
    assertThat(browser.complaints()).isEmpty();
  }

  private static void afterRounds(RealAgent agent, int checks) throws Exception {
    Eventually.within(
        SOON,
        () -> assertThat(agent.metrics().of("mxping_check_up").lines().count()).isEqualTo(checks));
  }

  private static void overflowsNowhere(Chromium browser, RealAgent agent, String... paths)
      throws Exception {
    browser.wide(390);
    for (String path : paths) {
      browser.open(agent.address(path));
      assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt())
          .as(path)
          .isLessThanOrEqualTo(390);
    }
  }

  private static void darkensWhereAsked(Chromium browser, RealAgent agent) throws Exception {
    String ground = "getComputedStyle(document.body).backgroundColor";
    browser.prefers("light");
    browser.open(agent.address("/"));
    String light = browser.evaluate(ground).asString();
    browser.prefers("dark");
    assertThat(browser.evaluate(ground).asString()).startsWith("rgb(").isNotEqualTo(light);
  }
}
