package mxping.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The contract's table of reasons. */
class ReasonTest {
  private static final String CONTRACT =
      """
      none                   ok            none     1
      slow                   degraded      server   1
      unclean_close          degraded      server   1
      mx_mismatch            degraded      dns      -
      mx_invalid             degraded      dns      -
      mx_disparity           degraded      server   -
      throttled_locally      skipped       none     -
      overlapped             skipped       none     -
      missed                 skipped       none     -
      internal_error         inconclusive  none     0
      nxdomain               failed        dns      0
      no_address             failed        dns      0
      null_mx                failed        policy   -
      dns_failure            inconclusive  dns      0
      dns_timeout            inconclusive  dns      0
      connect_refused        failed        server   0
      connect_timeout        failed        network  0
      unreachable            failed        network  0
      connection_lost        failed        server   0
      reply_timeout          failed        server   0
      deadline_exceeded      failed        server   0
      not_smtp               failed        server   0
      protocol_error         failed        server   0
      service_unavailable    failed        server   0
      greeting_rejected      failed        policy   0
      command_rejected       failed        server   0
      capability_missing     failed        server   1
      capability_forbidden   failed        server   1
      greeting_mismatch      failed        server   1
      starttls_not_supported     failed    server  1
      starttls_rejected          failed    server  1
      starttls_injection         failed    server  0
      tls_handshake_failed       failed    server  0
      certificate_expiring       degraded  server  1
      certificate_expired        failed    server  1
      certificate_host_mismatch  failed    server  1
      certificate_not_trusted    failed    server  1
      auth_rejected          failed        client   1
      auth_unavailable       failed        server   1
      sender_rejected        failed        client   1
      blocked                inconclusive  client   1
      rate_limited           inconclusive  client   1
      greylisted             inconclusive  policy   1
      server_trouble         failed        server   1
      deferred               inconclusive  server   1
      rcpt_unknown           failed        server   1
      rcpt_disabled          failed        server   1
      rcpt_full              failed        server   1
      rcpt_rejected          failed        server   1
      policy_rejected        failed        policy   1
      ambiguous              inconclusive  server   1
      catch_all              inconclusive  server   1
      unexpected_acceptance  failed        server   1
      """;

  @Test
  void everyOneIsAsTheContractSays() {
    List<String> known =
        Arrays.stream(Reason.values())
            .map(
                reason ->
                    String.join(
                        " ",
                        reason.label(),
                        reason.outcome().label(),
                        reason.fault().label(),
                        switch (reason.host()) {
                          case UP -> "1";
                          case DOWN -> "0";
                          case UNKNOWN -> "-";
                        }))
            .toList();

    assertThat(known)
        .containsExactlyInAnyOrderElementsOf(
            CONTRACT.lines().map(line -> line.replaceAll(" +", " ")).toList());
  }

  @ParameterizedTest
  @CsvSource({
    "slow connect_refused unclean_close,                 connect_refused",
    "deferred rcpt_unknown greylisted,                   rcpt_unknown",
    "greylisted deferred,                                greylisted",
    "deferred greylisted,                                deferred",
    "unclean_close deferred,                             deferred",
    "slow unclean_close,                                 slow",
    "rcpt_unknown service_unavailable connection_lost,   rcpt_unknown",
    "none slow,                                          slow",
  })
  void theWorstOutcomeDecidesAndOfEqualsTheEarliest(String found, String deciding) {
    List<Finding> findings =
        Arrays.stream(found.split(" ", -1))
            .map(label -> Story.constant(Reason.class, label))
            .map(reason -> Finding.of(Phase.RCPT, reason, "made up"))
            .toList();

    assertThat(Finding.worst(findings))
        .get()
        .extracting(finding -> finding.reason().label())
        .isEqualTo(deciding);
  }

  @ParameterizedTest
  @CsvSource({
    "skipped, false",
    "ok, true",
    "degraded, true",
    "inconclusive, false",
    "failed, false",
  })
  void successIsOkOrDegraded(String outcome, boolean success) {
    assertThat(Story.constant(Outcome.class, outcome).success()).isEqualTo(success);
  }
}
