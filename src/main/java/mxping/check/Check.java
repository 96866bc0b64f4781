package mxping.check;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One entry of {@code checks.yaml} with every default filled in: what to probe, how often, what to
 * expect. Two checks that are equal are the same check; a reload keeps the schedule, counters and
 * history of what is equal.
 *
 * @param name unique in the file, {@code [A-Za-z0-9._-]{1,100}}; the {@code check} label
 * @param target what to probe
 * @param port TCP port of every mail host, 1 to 65535
 * @param cadence when rounds are due
 * @param timeout bound of a whole probe, connect to QUIT
 * @param timeouts bounds of each kind of wait within it
 * @param dns how to resolve
 * @param sourceAddress address to bind to, where one is asked for
 * @param family address families to probe
 * @param addresses whether one address of a mail host speaks for it, or each for itself
 * @param until the last phase asked for; RSET and QUIT follow it
 * @param tls whether, when and how TLS is used
 * @param auth as whom it logs in, where it does; only to a named host
 * @param helo the name to present, where not the machine's own
 * @param mailFrom the reverse-path without angle brackets, empty for the null one (RFC 5321 4.5.5)
 * @param recipients who to ask for, in order
 * @param catchAll whether a random local part is asked for too
 * @param nullMx what a null MX (RFC 7505) means for this check
 * @param expect what else a good host shows
 * @param labels the user's own labels, put on {@code mxping_check_info} only
 * @param group checks of one group are run by one agent of a cluster; empty where the check goes by
 *     its target
 */
public record Check(
    String name,
    Target target,
    int port,
    Cadence cadence,
    Duration timeout,
    Timeouts timeouts,
    Dns dns,
    Optional<InetAddress> sourceAddress,
    Family family,
    Addresses addresses,
    Until until,
    Tls tls,
    Optional<Auth> auth,
    Optional<String> helo,
    String mailFrom,
    List<Recipient> recipients,
    boolean catchAll,
    NullMx nullMx,
    Expectations expect,
    Map<String, String> labels,
    Optional<String> group) {

  public Check {
    recipients = List.copyOf(recipients);
    labels = Map.copyOf(labels);
  }

  /** Which addresses of a mail host are probed. */
  public enum Addresses {
    /** In order until one connects; that one is the host's result. */
    FIRST,
    /** Each, with a result of its own. */
    ALL
  }

  /** What "this domain takes no mail" (RFC 7505) means for a check. */
  public enum NullMx {
    FAILED,
    OK
  }
}
