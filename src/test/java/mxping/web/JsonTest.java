package mxping.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import mxping.check.Cadence;
import mxping.check.Check;
import mxping.check.Family;
import mxping.history.History;
import mxping.probe.Finding;
import mxping.probe.Phase;
import mxping.probe.Reason;
import mxping.probe.RecipientResult;
import mxping.probe.TlsResult;
import mxping.probe.Verdict;
import mxping.run.HostKey;
import mxping.run.HostResult;
import mxping.run.Round;
import mxping.smtp.Capabilities;
import mxping.smtp.Reply;
import mxping.smtp.TlsFacts;
import mxping.smtp.Transcript;
import mxping.smtp.Transcript.Side;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JsonTest {
  private static final JsonMapper MAPPER = new JsonMapper();

  @Test
  void checkIsToldInFull() throws Exception {
    try (Served served = new Served()) {
      hostile(served.history);

      HttpResponse<String> answer = served.get("/api/v1/checks/example-inbound");

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
          .startsWith("application/json");
      assertThat(pretty(answer.body())).isEqualTo(pretty(IN_FULL));
      assertThat(answer.body()).doesNotContain("\n", "\u0007", "\u202e");
    }
  }

  /** One check, one host that says hostile things, and an address of it that did not answer. */
  private static void hostile(History history) {
    Check check =
        Rounds.check(
            "example-inbound",
            new Cadence.Every(Duration.ofSeconds(60)),
            Map.of("team", "mail", "env", "prod"));
    Reply reply =
        new Reply(550, List.of("5.1.1 \"no\" \\ <b>user</b>", "5.1.1 line\ntwo\u0007\u202e"));
    Finding unknown = Finding.of(Phase.RCPT, Reason.RCPT_UNKNOWN, reply);
    var result =
        Rounds.probe(
            unknown,
            List.of(
                new RecipientResult(
                    "ann", Verdict.REJECTED, Reason.RCPT_UNKNOWN, Optional.of(reply), ""),
                new RecipientResult(
                    "2", Verdict.UNASKED, Reason.NONE, Optional.empty(), "no time left")),
            new Capabilities(Map.of("SIZE", "36700160", "X\u0007", "<i>")),
            List.of(
                new Transcript.Line(Duration.ofMillis(250), Side.NOTE, "connected"),
                new Transcript.Line(Duration.ofMillis(500), Side.SERVER, "220 \"<mx>\"")));
    history.add(check, Rounds.DUE);
    history.begins(check.name(), Rounds.DUE);
    history.record(Round.Skipped.unbegun(check, Rounds.DUE, Reason.OVERLAPPED, 2));
    Finding mismatch = Finding.of(Phase.RESOLVE, Reason.MX_MISMATCH, "expected MX [a], found [b]");
    HostResult host = Rounds.host("mx1.example", result, Rounds.refused("2001:db8::1"));
    history.record(Rounds.round(check, List.of(host), List.of(mismatch)));
  }

  private static final String IN_FULL =
      """
      {
        "name": "example-inbound",
        "target": "example-inbound.example",
        "labels": {"env": "prod", "team": "mail"},
        "interval_seconds": 60.0,
        "cron": null,
        "timezone": null,
        "next_round": "2026-11-22T10:01:00Z",
        "state": {
          "outcome": "failed",
          "reason": "rcpt_unknown",
          "fault": "server",
          "phase": "rcpt",
          "since": "2026-11-22T10:00:01.500Z",
          "up": true,
          "success": false,
          "sentence": "mx1.example does not know the recipient: 550 5.1.1 \\"no\\" \\\\ <b>user</b> / 5.1.1 line\\\\x0atwo\\\\x07\\\\u202e.",
          "next": "Look at the user table of this host."
        },
        "stale": false,
        "hosts": [
          {
            "mx": "mx1.example",
            "family": "any",
            "address": "",
            "preference": 10,
            "state": {
              "outcome": "failed",
              "reason": "rcpt_unknown",
              "fault": "server",
              "phase": "rcpt",
              "up": true,
              "success": false,
              "sentence": "mx1.example does not know the recipient: 550 5.1.1 \\"no\\" \\\\ <b>user</b> / 5.1.1 line\\\\x0atwo\\\\x07\\\\u202e.",
              "next": "Look at the user table of this host."
            },
            "stale": false,
            "first_seen": "2026-11-22T10:00:01.500Z",
            "last_probe": "2026-11-22T10:00:01.500Z",
            "last_success": null,
            "probes": {"skipped": 0, "ok": 0, "degraded": 0, "inconclusive": 0, "failed": 1},
            "sessions_closed": {"quit": 1, "unanswered": 0, "peer": 0, "abort": 0},
            "last": {
              "outcome": "failed",
              "reason": "rcpt_unknown",
              "fault": "server",
              "phase": "rcpt",
              "up": true,
              "success": false,
              "sentence": "mx1.example does not know the recipient: 550 5.1.1 \\"no\\" \\\\ <b>user</b> / 5.1.1 line\\\\x0atwo\\\\x07\\\\u202e.",
              "next": "Look at the user table of this host.",
              "detail": "550 5.1.1 \\"no\\" \\\\ <b>user</b> / 5.1.1 line\\\\x0atwo\\\\x07\\\\u202e",
              "reply": {
                "code": 550,
                "enhanced": "5.1.1",
                "lines": ["5.1.1 \\"no\\" \\\\ <b>user</b>", "5.1.1 line\\\\x0atwo\\\\x07\\\\u202e"]
              },
              "findings": [
                {
                  "outcome": "failed",
                  "reason": "rcpt_unknown",
                  "fault": "server",
                  "phase": "rcpt",
                  "detail": "550 5.1.1 \\"no\\" \\\\ <b>user</b> / 5.1.1 line\\\\x0atwo\\\\x07\\\\u202e",
                  "reply": {
                    "code": 550,
                    "enhanced": "5.1.1",
                    "lines": ["5.1.1 \\"no\\" \\\\ <b>user</b>", "5.1.1 line\\\\x0atwo\\\\x07\\\\u202e"]
                  }
                }
              ],
              "probe": {
                "remote": "192.0.2.25:25",
                "duration_seconds": 1.25,
                "phases": [
                  {"phase": "connect", "seconds": 0.25, "code": null},
                  {"phase": "greeting", "seconds": 1.0, "code": 220}
                ],
                "recipients": [
                  {
                    "name": "ann",
                    "verdict": "rejected",
                    "reason": "rcpt_unknown",
                    "success": false,
                    "reply": {
                      "code": 550,
                      "enhanced": "5.1.1",
                      "lines": ["5.1.1 \\"no\\" \\\\ <b>user</b>", "5.1.1 line\\\\x0atwo\\\\x07\\\\u202e"]
                    },
                    "note": ""
                  },
                  {
                    "name": "2",
                    "verdict": "unasked",
                    "reason": "none",
                    "success": false,
                    "reply": null,
                    "note": "no time left"
                  }
                ],
                "capabilities": {"SIZE": "36700160", "X\\\\x07": "<i>"},
                "size_limit_bytes": 36700160,
                "tls": null,
                "closed": "quit",
                "transcript": [
                  {"at": 0.25, "side": "note", "text": "connected"},
                  {"at": 0.5, "side": "server", "text": "220 \\"<mx>\\""}
                ]
              },
              "others_tried": [
                {
                  "remote": "[2001:db8::1]:25",
                  "outcome": "failed",
                  "reason": "connect_refused",
                  "fault": "server",
                  "detail": "connection refused"
                }
              ]
            },
            "history": {
              "availability": 0.0,
              "good": 0,
              "failed": 1,
              "untold": 0,
              "rounds": [
                {
                  "at": "2026-11-22T10:00:01Z",
                  "outcome": "failed",
                  "reason": "rcpt_unknown",
                  "code": 550,
                  "seconds": 1.25,
                  "phases": {"connect": 0.25, "greeting": 1.0}
                }
              ]
            },
            "last_good": null,
            "last_bad": {
              "ended": "2026-11-22T10:00:01.500Z",
              "deciding": {
                "outcome": "failed",
                "reason": "rcpt_unknown",
                "fault": "server",
                "phase": "rcpt",
                "detail": "550 5.1.1 \\"no\\" \\\\ <b>user</b> / 5.1.1 line\\\\x0atwo\\\\x07\\\\u202e",
                "reply": null
              },
              "transcript": [
                {"at": 0.25, "side": "note", "text": "connected"},
                {"at": 0.5, "side": "server", "text": "220 \\"<mx>\\""}
              ]
            }
          }
        ],
        "watched_since": "2026-11-22T10:00:00Z",
        "rounds": 1,
        "rounds_skipped": {"overlapped": 2},
        "failures": {"mx_mismatch": 1, "rcpt_unknown": 1},
        "throttled_seconds": 0.5,
        "last_round": {
          "planned": "2026-11-22T10:00:00Z",
          "ended": "2026-11-22T10:00:01.500Z",
          "resolve_seconds": 0.025,
          "throttled_seconds": 0.5,
          "hosts_known": true,
          "disparities": [],
          "findings": [
            {
              "outcome": "degraded",
              "reason": "mx_mismatch",
              "fault": "dns",
              "phase": "resolve",
              "detail": "expected MX [a], found [b]",
              "reply": null
            }
          ]
        },
        "history": {
          "availability": 0.0,
          "good": 0,
          "failed": 1,
          "untold": 1,
          "rounds": [
            {
              "at": "2026-11-22T10:00:00Z",
              "outcome": "skipped",
              "reason": "overlapped"
            },
            {
              "at": "2026-11-22T10:00:01Z",
              "outcome": "failed",
              "reason": "rcpt_unknown",
              "code": 550
            }
          ]
        }
      }
      """;

  @Test
  void tlsIsToldWithAllThatIsWrongWithIt() {
    Instant end = Instant.parse("2026-11-01T00:00:00Z");
    var certificate =
        new TlsFacts.Certificate(
            "CN=mx.test",
            "CN=an authority",
            "1f",
            end.minusSeconds(86400),
            end,
            List.of("mx.test"),
            "EC 256",
            "SHA256withECDSA");
    var facts =
        new TlsFacts(
            Optional.of("TLSv1.3"),
            Optional.of("TLS_AES_128_GCM_SHA256"),
            false,
            List.of(certificate),
            List.of(
                new TlsFacts.Flaw(TlsFacts.Flaw.Kind.EXPIRED, "expired at " + end),
                new TlsFacts.Flaw(TlsFacts.Flaw.Kind.NOT_TRUSTED, "self-signed")),
            Optional.empty());
    var tls =
        new TlsResult(
            facts,
            Optional.of(new Capabilities(Map.of("STARTTLS", "", "X\u0007", "<i>"))),
            Optional.of(new Capabilities(Map.of("AUTH", "PLAIN"))),
            Optional.empty());

    JsonNode told = MAPPER.valueToTree(TlsView.of(tls));

    assertThat(told.propertyNames())
        .containsExactly(
            "established",
            "version",
            "cipher",
            "resumed",
            "verified",
            "notAfter",
            "problems",
            "alert",
            "chain",
            "capabilitiesBefore",
            "capabilitiesVanished",
            "capabilitiesAppeared");
    assertThat(told.get("verified").asBoolean()).isFalse();
    assertThat(told.get("notAfter").asString()).isEqualTo("2026-11-01T00:00:00Z");
    assertThat(told.get("problems").toString())
        .isEqualTo(
            """
            [{"reason":"certificate_expired","detail":"expired at 2026-11-01T00:00:00Z"},\
            {"reason":"certificate_not_trusted","detail":"self-signed"}]""");
    assertThat(told.get("chain").get(0).get("names").toString()).isEqualTo("[\"mx.test\"]");
    assertThat(told.get("capabilitiesVanished").toString()).isEqualTo("[\"X\\\\x07\"]");
    assertThat(told.get("capabilitiesAppeared").toString()).isEqualTo("[\"AUTH\"]");
  }

  @Test
  void listShowsTheSameInShort() throws Exception {
    try (Served served = new Served()) {
      hostile(served.history);
      served.history.add(
          Rounds.check(
              "zero", new Cadence.Cron("0 0/5 * * * ?", ZoneId.of("Europe/Berlin")), Map.of()),
          Rounds.DUE);

      JsonNode list = MAPPER.readTree(served.get("/api/v1/checks").body()).get("checks");

      assertThat(list).hasSize(2);
      assertThat(list.get(0).propertyNames())
          .containsExactly(
              "name",
              "target",
              "labels",
              "interval_seconds",
              "cron",
              "timezone",
              "next_round",
              "state",
              "stale",
              "hosts");
      assertThat(list.get(0).get("hosts").get(0).propertyNames())
          .containsExactly("mx", "family", "address", "preference", "state", "stale");
      assertThat(list.get(1).toPrettyString())
          .isEqualTo(
              pretty(
                  """
                  {
                    "name": "zero",
                    "target": "zero.example",
                    "labels": {},
                    "interval_seconds": 60.0,
                    "cron": "0 0/5 * * * ?",
                    "timezone": "Europe/Berlin",
                    "next_round": "2026-11-22T10:00:00Z",
                    "state": null,
                    "stale": false,
                    "hosts": []
                  }
                  """));
    }
  }

  @Test
  void whatIsStaleIsNoStateButStillTheLast() throws Exception {
    try (Served served = new Served()) {
      Rounds.played(served.history, "good", Reason.NONE, "mx1");
      served.nanos.set(Duration.ofSeconds(60 + 60 + 45).toNanos());

      JsonNode check = MAPPER.readTree(served.get("/api/v1/checks/good").body());
      JsonNode host = check.get("hosts").get(0);

      assertThat(check.get("stale").asBoolean()).isTrue();
      assertThat(check.get("state").isNull()).isTrue();
      assertThat(host.get("stale").asBoolean()).isTrue();
      assertThat(host.get("state").isNull()).isTrue();
      assertThat(host.get("last").get("outcome").asString()).isEqualTo("ok");
    }
  }

  @Test
  void hostWithoutAddressHasAFindingAndNoProbe() throws Exception {
    try (Served served = new Served()) {
      Check check = Rounds.check("lame");
      Finding finding = Finding.of(Phase.RESOLVE, Reason.DNS_FAILURE, "SERVFAIL");
      HostKey key = new HostKey("mx1.example", Family.ANY, "");
      served.history.add(check, Rounds.DUE);
      served.history.record(
          Rounds.round(
              check,
              List.of(new HostResult(key, OptionalInt.empty(), new HostResult.Unreached(finding))),
              List.of()));

      JsonNode answer = MAPPER.readTree(served.get("/api/v1/checks/lame").body());
      JsonNode host = answer.get("hosts").get(0);

      assertThat(host.get("preference").isNull()).isTrue();
      assertThat(host.get("last").get("probe").isNull()).isTrue();
      assertThat(host.get("last").get("findings").get(0).get("reason").asString())
          .isEqualTo("dns_failure");
    }
  }

  @Test
  void unknownCheckIsAnErrorInJson() throws Exception {
    try (Served served = new Served()) {
      HttpResponse<String> answer = served.get("/api/v1/checks/nobody");

      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(answer.body()).isEqualTo("{\"error\":\"no such check\"}");
    }
  }

  @Test
  void tenThousandChecksAreListed() throws Exception {
    try (Served served = new Served()) {
      IntStream.range(0, 10_000)
          .forEach(i -> Rounds.played(served.history, "check-" + i, Reason.NONE, "mx1"));

      JsonNode list = MAPPER.readTree(served.get("/api/v1/checks").body()).get("checks");

      assertThat(list).hasSize(10_000);
    }
  }

  @Test
  void clientThatLeavesIsNoBugOfOurs() {
    OutputStream broken =
        new OutputStream() {
          @Override
          public void write(int octet) throws IOException {
            throw new IOException("broken pipe");
          }
        };

    assertThatThrownBy(() -> Json.write(new Json.Problem("no such check"), broken))
        .isInstanceOf(IOException.class)
        .hasMessage("broken pipe");
  }

  private static String pretty(String json) {
    return MAPPER.readTree(json).toPrettyString();
  }
}
