package mxping.probe;

import static mxping.probe.Fault.CLIENT;
import static mxping.probe.Fault.DNS;
import static mxping.probe.Fault.NETWORK;
import static mxping.probe.Fault.POLICY;
import static mxping.probe.Fault.SERVER;
import static mxping.probe.Outcome.DEGRADED;
import static mxping.probe.Outcome.FAILED;
import static mxping.probe.Outcome.INCONCLUSIVE;
import static mxping.probe.Outcome.OK;
import static mxping.probe.Outcome.SKIPPED;
import static mxping.probe.Reason.Host.DOWN;
import static mxping.probe.Reason.Host.UNKNOWN;
import static mxping.probe.Reason.Host.UP;

import java.util.Locale;

/**
 * Why a probe or a round ended as it did: the closed list that dashboards and alerts are built on.
 */
public enum Reason {
  NONE(OK, Fault.NONE, UP),
  SLOW(DEGRADED, SERVER, UP),
  UNCLEAN_CLOSE(DEGRADED, SERVER, UP),

  CERTIFICATE_EXPIRING(DEGRADED, SERVER, UP),
  /** These three fail, degrade or only state, as the check's {@code tls} has it. */
  CERTIFICATE_EXPIRED(FAILED, SERVER, UP),
  CERTIFICATE_HOST_MISMATCH(FAILED, SERVER, UP),
  CERTIFICATE_NOT_TRUSTED(FAILED, SERVER, UP),

  MX_MISMATCH(DEGRADED, DNS, UNKNOWN),
  MX_INVALID(DEGRADED, DNS, UNKNOWN),
  MX_DISPARITY(DEGRADED, SERVER, UNKNOWN),

  THROTTLED_LOCALLY(SKIPPED, Fault.NONE, UNKNOWN),
  OVERLAPPED(SKIPPED, Fault.NONE, UNKNOWN),
  MISSED(SKIPPED, Fault.NONE, UNKNOWN),
  INTERNAL_ERROR(INCONCLUSIVE, Fault.NONE, DOWN),

  NXDOMAIN(FAILED, DNS, DOWN),
  NO_ADDRESS(FAILED, DNS, DOWN),
  NULL_MX(FAILED, POLICY, UNKNOWN),
  DNS_FAILURE(INCONCLUSIVE, DNS, DOWN),
  DNS_TIMEOUT(INCONCLUSIVE, DNS, DOWN),

  CONNECT_REFUSED(FAILED, SERVER, DOWN),
  CONNECT_TIMEOUT(FAILED, NETWORK, DOWN),
  UNREACHABLE(FAILED, NETWORK, DOWN),
  CONNECTION_LOST(FAILED, SERVER, DOWN),
  REPLY_TIMEOUT(FAILED, SERVER, DOWN),
  DEADLINE_EXCEEDED(FAILED, SERVER, DOWN),
  NOT_SMTP(FAILED, SERVER, DOWN),
  PROTOCOL_ERROR(FAILED, SERVER, DOWN),
  SERVICE_UNAVAILABLE(FAILED, SERVER, DOWN),
  GREETING_REJECTED(FAILED, POLICY, DOWN),
  COMMAND_REJECTED(FAILED, SERVER, DOWN),

  CAPABILITY_MISSING(FAILED, SERVER, UP),
  CAPABILITY_FORBIDDEN(FAILED, SERVER, UP),
  GREETING_MISMATCH(FAILED, SERVER, UP),

  STARTTLS_NOT_SUPPORTED(FAILED, SERVER, UP),
  STARTTLS_REJECTED(FAILED, SERVER, UP),
  STARTTLS_INJECTION(FAILED, SERVER, DOWN),
  TLS_HANDSHAKE_FAILED(FAILED, SERVER, DOWN),

  AUTH_REJECTED(FAILED, CLIENT, UP),
  AUTH_UNAVAILABLE(FAILED, SERVER, UP),

  SENDER_REJECTED(FAILED, CLIENT, UP),
  BLOCKED(INCONCLUSIVE, CLIENT, UP),
  RATE_LIMITED(INCONCLUSIVE, CLIENT, UP),
  GREYLISTED(INCONCLUSIVE, POLICY, UP),
  SERVER_TROUBLE(FAILED, SERVER, UP),
  DEFERRED(INCONCLUSIVE, SERVER, UP),

  RCPT_UNKNOWN(FAILED, SERVER, UP),
  RCPT_DISABLED(FAILED, SERVER, UP),
  RCPT_FULL(FAILED, SERVER, UP),
  RCPT_REJECTED(FAILED, SERVER, UP),
  POLICY_REJECTED(FAILED, POLICY, UP),
  AMBIGUOUS(INCONCLUSIVE, SERVER, UP),
  CATCH_ALL(INCONCLUSIVE, SERVER, UP),
  UNEXPECTED_ACCEPTANCE(FAILED, SERVER, UP);

  /** What a reason says about the host itself: whether it spoke correct SMTP as far as we went. */
  public enum Host {
    UP,
    DOWN,
    /** There is no host to speak of. */
    UNKNOWN
  }

  private final Outcome outcome;
  private final Fault fault;
  private final Host host;
  private final String label = name().toLowerCase(Locale.ROOT);

  Reason(Outcome outcome, Fault fault, Host host) {
    this.outcome = outcome;
    this.fault = fault;
    this.host = host;
  }

  /** How a probe ends for this reason, where nothing says otherwise. */
  public Outcome outcome() {
    return outcome;
  }

  public Fault fault() {
    return fault;
  }

  public Host host() {
    return host;
  }

  /** The value of the {@code reason} label. */
  public String label() {
    return label;
  }

  /** Whether this is a refusal of the recipient, which a must-reject check hopes for. */
  boolean refusesRecipient() {
    return this == RCPT_UNKNOWN
        || this == RCPT_DISABLED
        || this == RCPT_FULL
        || this == RCPT_REJECTED
        || this == POLICY_REJECTED;
  }
}
