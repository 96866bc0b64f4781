package mxping.check;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mxping.check.Check.Addresses;
import mxping.check.Check.NullMx;
import mxping.check.Recipient.Expected;
import mxping.check.Recipient.Notify;

/**
 * A check as tests put it: all defaults, then what the test is about, then {@link #check}.
 *
 * <p>Its limits are 20 s each, which no machine is too busy for. Where a test waits for a limit, it
 * sets it.
 */
public final class Checks {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Target target;
  private String name;
  private int port = 25;
  private Duration timeout = PATIENCE;
  private Duration connect = PATIENCE;
  private Duration greetingLimit = PATIENCE;
  private Duration reply = PATIENCE;
  private Duration tlsLimit = PATIENCE;
  private Dns dns = Dns.SYSTEM;
  private Optional<InetAddress> source = Optional.empty();
  private Family family = Family.ANY;
  private Addresses addresses = Addresses.FIRST;
  private Optional<Until> until = Optional.empty();
  private Tls tls = Tls.OFF;
  private Optional<Auth> auth = Optional.empty();
  private Optional<String> helo = Optional.empty();
  private String mailFrom = "";
  private final List<Recipient> recipients = new ArrayList<>();
  private boolean catchAll;
  private NullMx nullMx = NullMx.FAILED;
  private Set<String> capabilities = Set.of();
  private Set<String> forbidden = Set.of();
  private Optional<String> greeting = Optional.empty();
  private Set<String> mx = Set.of();
  private Optional<Duration> within = Optional.empty();
  private Map<String, String> labels = Map.of();
  private Optional<String> group = Optional.empty();

  private Checks(Target target) {
    this.target = target;
    this.name = target.text();
  }

  /** A check of one host, without MX lookup. */
  public static Checks host(String name) {
    return new Checks(new Target.Host(name));
  }

  /** A check of a mail domain. */
  public static Checks domain(String name) {
    return new Checks(new Target.Domain(name));
  }

  /** A check of the agent's own responder. */
  public static Checks self() {
    return new Checks(new Target.Self());
  }

  public Checks named(String name) {
    this.name = name;
    return this;
  }

  public Checks port(int port) {
    this.port = port;
    return this;
  }

  /** The limit of the whole probe. */
  public Checks timeout(Duration limit) {
    timeout = limit;
    return this;
  }

  /** The limit of the TCP handshake. */
  public Checks connectLimit(Duration limit) {
    connect = limit;
    return this;
  }

  /** The limit of the greeting and of each reply. */
  public Checks replyLimit(Duration limit) {
    greetingLimit = limit;
    reply = limit;
    return this;
  }

  /** The limit of the TLS handshake. */
  public Checks tlsLimit(Duration limit) {
    tlsLimit = limit;
    return this;
  }

  /** Asks this name server, for so long a lookup. */
  public Checks dns(InetSocketAddress server, Duration limit) {
    dns = new Dns(List.of(server), limit);
    return this;
  }

  /** Asks this name server. */
  public Checks dns(InetSocketAddress server) {
    return dns(server, PATIENCE);
  }

  /** Binds to this address. */
  public Checks source(String address) {
    source = Optional.of(InetAddress.ofLiteral(address));
    return this;
  }

  public Checks family(Family family) {
    this.family = family;
    return this;
  }

  /** A result for each address of a mail host. */
  public Checks allAddresses() {
    addresses = Addresses.ALL;
    return this;
  }

  private Until usualUntil() {
    boolean asks = !recipients.isEmpty() || catchAll;
    return asks ? Until.RCPT : auth.isPresent() ? Until.AUTH : Until.EHLO;
  }

  /** The last phase; unless said, RCPT where there is a recipient, else AUTH or EHLO. */
  public Checks until(Until until) {
    this.until = Optional.of(until);
    return this;
  }

  /** Unless said, there is none. */
  public Checks tls(Tls tls) {
    this.tls = tls;
    return this;
  }

  /** Logs in. */
  public Checks auth(Auth auth) {
    this.auth = Optional.of(auth);
    return this;
  }

  public Checks helo(String name) {
    helo = Optional.of(name);
    return this;
  }

  public Checks mailFrom(String address) {
    mailFrom = address;
    return this;
  }

  /** Asks for these recipients, named by their number. */
  public Checks rcpt(Expected expect, String... addresses) {
    for (String address : addresses) {
      recipient(address, expect, Set.of());
    }
    return this;
  }

  /** Asks for these recipients, who should be accepted. */
  public Checks rcpt(String... addresses) {
    return rcpt(Expected.ACCEPTED, addresses);
  }

  /** Asks for this recipient with these wishes for DSN. */
  public Checks notifying(String address, Notify... wishes) {
    return recipient(address, Expected.ACCEPTED, Set.of(wishes));
  }

  private Checks recipient(String address, Expected expect, Set<Notify> wishes) {
    String number = String.valueOf(recipients.size() + 1);
    recipients.add(new Recipient(number, address, expect, wishes));
    return this;
  }

  /** Asks for a random local part too. */
  public Checks catchAll() {
    catchAll = true;
    return this;
  }

  /** A null MX is what this check expects. */
  public Checks nullMxIsFine() {
    nullMx = NullMx.OK;
    return this;
  }

  /** EHLO keywords that must be offered. */
  public Checks capabilities(String... keywords) {
    capabilities = Set.of(keywords);
    return this;
  }

  /** EHLO keywords that must not be offered. */
  public Checks forbidding(String... keywords) {
    forbidden = Set.of(keywords);
    return this;
  }

  /** What must be found in the greeting. */
  public Checks greeting(String expression) {
    greeting = Optional.of(expression);
    return this;
  }

  /** The names that the MX set must have. */
  public Checks mx(String... names) {
    mx = Set.of(names);
    return this;
  }

  /** The duration above which a probe is slow. */
  public Checks within(Duration limit) {
    within = Optional.of(limit);
    return this;
  }

  public Checks group(String group) {
    this.group = Optional.of(group);
    return this;
  }

  public Checks labels(Map<String, String> labels) {
    this.labels = labels;
    return this;
  }

  public Check check() {
    return new Check(
        name,
        target,
        port,
        new Cadence.Every(Duration.ofMinutes(1)),
        timeout,
        new Timeouts(connect, greetingLimit, reply, tlsLimit),
        dns,
        source,
        family,
        addresses,
        until.orElseGet(this::usualUntil),
        tls,
        auth,
        helo,
        mailFrom,
        recipients,
        catchAll,
        nullMx,
        new Expectations(capabilities, forbidden, greeting, mx, within),
        labels,
        group);
  }
}
