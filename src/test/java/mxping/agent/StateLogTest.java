package mxping.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import mxping.check.Check;
import mxping.check.Checks;
import mxping.check.Family;
import mxping.probe.Finding;
import mxping.probe.Phase;
import mxping.probe.Reason;
import mxping.run.Due;
import mxping.run.HostKey;
import mxping.run.HostResult;
import mxping.run.Round;
import mxping.smtp.Reply;
import org.junit.jupiter.api.Test;

/** A line when something changes, and none while it does not. Each test has a check of its own. */
class StateLogTest {
  private static final Path FILE = Path.of("target/tests.log");
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  private final StateLog log = new StateLog();

  @Test
  void whatGoesOnFailingIsSaidOnce() throws IOException {
    Check check = Checks.domain("example.test").named("statelog-once").check();

    log.tell(round(check, down("mx1", "closed")), lost("closed"));
    log.tell(round(check, down("mx1", "reset")), lost("reset"));
    log.tell(round(check, down("mx1", "closed")), lost("closed"));

    assertThat(lines("statelog-once"))
        .containsExactly(
            "statelog-once: failed, connection_lost: mx1 dropped the connection at ehlo: closed.");
  }

  @Test
  void aChangeNamesWhatWas() throws IOException {
    Check check = Checks.domain("example.test").named("statelog-change").check();

    log.tell(round(check, down("mx1", "closed")), lost("closed"));
    log.tell(round(check, well("mx1")), fine());

    assertThat(lines("statelog-change"))
        .last()
        .asString()
        .startsWith("statelog-change: ok (was failed, connection_lost): mx1 ");
  }

  @Test
  void aHostThatFailsBesideAGoodOneIsWorthALine() throws IOException {
    Check check = Checks.domain("example.test").named("statelog-host").check();

    log.tell(round(check, well("mx1"), well("mx2")), fine());
    log.tell(round(check, well("mx1"), down("mx2", "closed")), fine());
    log.tell(round(check, well("mx1"), down("mx2", "closed")), fine());

    assertThat(lines("statelog-host")).hasSize(2);
    assertThat(lines("statelog-host"))
        .last()
        .asString()
        .contains("mx2 dropped the connection at ehlo: closed.");
  }

  @Test
  void aHostWhoseTurnDidNotComeIsNoChange() throws IOException {
    Check check = Checks.domain("example.test").named("statelog-turns").check();

    for (int i = 0; i < 3; i++) {
      log.tell(round(check, well("mx1"), down("mx2", "closed")), fine());
      log.tell(round(check, well("mx1"), waits("mx2")), fine());
      log.tell(round(check, waits("mx1"), down("mx2", "closed")), fine());
    }

    assertThat(lines("statelog-turns")).hasSize(1);
  }

  @Test
  void aSkippedRoundIsNoChange() throws IOException {
    Check check = Checks.domain("example.test").named("statelog-skipped").check();

    log.tell(round(check, well("mx1")), fine());
    log.tell(Round.Skipped.unbegun(check, due(), Reason.OVERLAPPED, 1));
    log.tell(round(check, well("mx1")), fine());

    assertThat(lines("statelog-skipped")).hasSize(1);
  }

  @Test
  void whatAHostSaysCannotForgeALine() throws IOException {
    Check check = Checks.domain("example.test").named("statelog-forged").check();

    log.tell(round(check, down("mx1", "a\r\nINFO statelog-forged: \u001b[31mall is well")), fine());

    assertThat(lines("statelog-forged"))
        .singleElement()
        .asString()
        .doesNotContain("\u001b")
        .contains("mx1");
  }

  private static Finding lost(String words) {
    return Finding.of(Phase.EHLO, Reason.CONNECTION_LOST, words);
  }

  private static Finding fine() {
    return Finding.of(Phase.EHLO, Reason.NONE, new Reply(250, List.of("mx")));
  }

  private static HostResult well(String mx) {
    return host(mx, new HostResult.Unreached(fine()));
  }

  private static HostResult down(String mx, String words) {
    return host(mx, new HostResult.Unreached(lost(words)));
  }

  private static HostResult waits(String mx) {
    return host(mx, new HostResult.Unvisited(Duration.ZERO));
  }

  private static HostResult host(String mx, HostResult.Visit visit) {
    return new HostResult(new HostKey(mx, Family.ANY, ""), OptionalInt.empty(), visit);
  }

  private static Due due() {
    return new Due(NOW, NOW.plusSeconds(60), NOW.plusSeconds(120));
  }

  private static Round.Completed round(Check check, HostResult... hosts) {
    return new Round.Completed(
        check,
        due(),
        NOW,
        Optional.of(Duration.ZERO),
        List.of(hosts),
        true,
        List.of(),
        List.of(),
        Duration.ZERO);
  }

  /** The lines about a check, without time and place, as simplelogger.properties has them. */
  private static List<String> lines(String check) throws IOException {
    try (var lines = Files.lines(FILE)) {
      return lines
          .filter(line -> line.contains(check))
          .map(line -> line.replaceFirst("^\\S+ INFO \\S+ - ", ""))
          .toList();
    }
  }
}
