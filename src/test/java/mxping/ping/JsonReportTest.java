package mxping.ping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import mxping.check.Checks;
import mxping.scripted.ScriptedSmtp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The JSON of a ping, on which other people's scripts hang: keys may be added, never changed. */
@Timeout(60)
class JsonReportTest {
  private static final String ZONE =
      """
      ping.test      MX  10  mx1.ping.test
      mx1.ping.test  A   127.72.2.1
      """;

  private static final List<String> MX =
      List.of("type", "target", "mx", "preference", "port", "addresses", "remark");

  private static final List<String> PROBE =
      List.of(
          "type",
          "seq",
          "time",
          "mx",
          "address",
          "outcome",
          "phase",
          "reason",
          "fault",
          "up",
          "success",
          "verdict",
          "code",
          "enhanced",
          "reply",
          "seconds",
          "phase_seconds",
          "tls",
          "sentence",
          "next");

  private static final List<String> STATISTICS =
      List.of(
          "type",
          "mx",
          "probes",
          "success",
          "lost",
          "skipped",
          "cut_off",
          "loss",
          "min_seconds",
          "avg_seconds",
          "max_seconds",
          "stddev_seconds");

  private static List<JsonNode> told(Pinged pinged) {
    return pinged.raw().lines().map(line -> new JsonMapper().readTree(line)).toList();
  }

  private static Pinged ann(ScriptedSmtp host) {
    return new Pinged(Checks.domain("ping.test").port(host.port()).rcpt("ann@ping.test")).inJson();
  }

  @Test
  void everyLineIsAnObjectWithAllTheKeysOfItsType() {
    try (var mx1 = ScriptedSmtp.on("127.72.2.1", 0).answering(rcpt -> "250 2.1.5 \"ok\"")) {
      Pinged pinged = ann(mx1).times(2);

      pinged.in(ZONE);

      List<JsonNode> lines = told(pinged);
      assertThat(lines)
          .extracting(line -> line.get("type").asString())
          .containsExactly("mx", "probe", "probe", "statistics");
      assertThat(lines.get(0).propertyNames()).containsExactlyElementsOf(MX);
      assertThat(lines.get(1).propertyNames()).containsExactlyElementsOf(PROBE);
      assertThat(lines.get(3).propertyNames()).containsExactlyElementsOf(STATISTICS);
    }
  }

  @Test
  void valuesAreThoseOfTheAgentsJson() {
    try (var mx1 = ScriptedSmtp.on("127.72.2.1", 0).answering(rcpt -> "550 5.1.1 \u001bno")) {
      Pinged pinged = ann(mx1);

      pinged.in(ZONE);

      List<JsonNode> lines = told(pinged);
      JsonNode mx = lines.get(0);
      assertThat(mx.get("target").asString()).isEqualTo("target.test");
      assertThat(mx.get("preference").asInt()).isEqualTo(10);
      assertThat(mx.get("addresses").get(0).asString()).isEqualTo("127.72.2.1");
      JsonNode probe = lines.get(1);
      assertThat(probe.get("outcome").asString()).isEqualTo("failed");
      assertThat(probe.get("reason").asString()).isEqualTo("rcpt_unknown");
      assertThat(probe.get("fault").asString()).isEqualTo("server");
      assertThat(probe.get("up").asBoolean()).isTrue();
      assertThat(probe.get("success").asBoolean()).isFalse();
      assertThat(probe.get("verdict").asString()).isEqualTo("rejected");
      assertThat(probe.get("code").asInt()).isEqualTo(550);
      assertThat(probe.get("enhanced").asString()).isEqualTo("5.1.1");
      assertThat(probe.get("reply").asString()).isEqualTo("550 5.1.1 \\x1bno");
      assertThat(probe.get("seconds").asDouble()).isPositive();
      assertThat(probe.get("phase_seconds").propertyNames())
          .containsExactly(
              "resolve", "connect", "greeting", "ehlo", "mail", "rcpt", "rset", "quit");
      assertThat(probe.get("tls").isNull()).isTrue();
      JsonNode statistics = lines.get(2);
      assertThat(statistics.get("probes").asInt()).isEqualTo(1);
      assertThat(statistics.get("success").asInt()).isZero();
      assertThat(statistics.get("loss").asDouble()).isZero();
      assertThat(statistics.get("min_seconds").asDouble())
          .isEqualTo(probe.get("seconds").asDouble());
    }
  }

  @Test
  void whatIsNotThereIsNull() {
    Pinged pinged = new Pinged(Checks.domain("ping.test").port(1)).inJson();

    pinged.in("ping.test MX 10 mx1.ping.test");

    JsonNode probe = told(pinged).get(1);
    assertThat(probe.propertyNames()).containsExactlyElementsOf(PROBE);
    assertThat(List.of("address", "verdict", "code", "enhanced", "reply", "seconds", "tls"))
        .allMatch(key -> probe.get(key).isNull());
    assertThat(told(pinged).get(2).get("avg_seconds").isNull()).isTrue();
  }

  @Test
  void aTargetWithoutHostsIsOneFinding() {
    Pinged pinged = new Pinged(Checks.domain("null.test")).inJson();

    pinged.in("null.test MX 0 .");

    assertThat(pinged.raw())
        .isEqualTo(
            """
            {"type":"finding","target":"target.test","outcome":"failed","reason":"null_mx",\
            "fault":"policy","sentence":"null.test takes no mail, and says so with a null MX.",\
            "next":"If that is as it should be, a check says so with null_mx: ok."}
            """);
  }

  @Test
  void dialoguesAreLinesOfTheirOwn() {
    try (var mx1 = ScriptedSmtp.on("127.72.2.1", 0).answering(rcpt -> "250 ok")) {
      Pinged pinged = ann(mx1).withDialogues();

      pinged.in(ZONE);

      assertThat(told(pinged))
          .filteredOn(line -> line.get("type").asString().equals("line"))
          .allSatisfy(
              line ->
                  assertThat(line.propertyNames())
                      .containsExactly("type", "address", "at_seconds", "side", "text"))
          .extracting(line -> line.get("side").asString() + " " + line.get("text").asString())
          .contains("client RCPT TO:<ann@ping.test>", "server 250 ok");
    }
  }
}
