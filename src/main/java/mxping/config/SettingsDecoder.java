package mxping.config;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mxping.check.Auth;
import mxping.check.Cadence;
import mxping.check.Check;
import mxping.check.Check.Addresses;
import mxping.check.Check.NullMx;
import mxping.check.Dns;
import mxping.check.Expectations;
import mxping.check.Family;
import mxping.check.Recipient;
import mxping.check.Target;
import mxping.check.Timeouts;
import mxping.check.Tls;
import mxping.check.Until;

/** The keys that a check and {@code defaults} have in common, and their built-in defaults. */
final class SettingsDecoder {
  static final Grammar<Until> UNTIL = Words.of(Until.class);
  static final Form<Dns> DNS = Form.mapping(SettingsDecoder::dns);

  private static final Duration EVERY = Duration.ofSeconds(60);
  private static final Duration TIMEOUT = Duration.ofSeconds(45);
  private static final int SMTP_PORT = 25;
  private static final int SMTPS_PORT = 465;
  private static final int SUBMISSION_PORT = 587;
  private static final int MOST_LABELS = 30;

  private static final Grammar<Duration> INTERVAL = Durations.between("1s", "366d");
  private static final Grammar<Duration> WAIT = Durations.between("1ms", "1h");
  private static final Grammar<Duration> LOOKUP = Durations.between("1ms", "5m");
  private static final Grammar<Integer> PORT = Numbers.between(1, 65535);
  private static final Grammar<Family> FAMILY = Words.of(Family.class);
  private static final Grammar<Addresses> ADDRESSES = Words.of(Addresses.class);
  private static final Grammar<NullMx> NULL_MX = Words.of(NullMx.class);
  private static final Form<List<InetSocketAddress>> SERVERS =
      Form.list(Form.of(IpLiterals::server));
  private static final Form<Timeouts> TIMEOUTS = Form.mapping(SettingsDecoder::timeouts);

  private static final Form<Map<String, String>> LABELS =
      Form.map(Names::label, Names::labelValue, MOST_LABELS);

  private final Form<Expectations> expectations = Form.mapping(this::expect);
  private final Grammar<String> regularExpression = Grammar.remembering(Expressions::re2);
  private final Grammar<String> cronExpression;
  private final TlsDecoder tlsDecoder;
  private final AuthDecoder authDecoder;

  /**
   * @param files takes note of the files that settings name
   */
  SettingsDecoder(CronSyntax cron, FilesRead files) {
    tlsDecoder = new TlsDecoder(new PemFiles(files));
    authDecoder = new AuthDecoder(files);
    cronExpression = Grammar.remembering(Expressions.cron(cron));
  }

  /** A check that lacks only its name and its target. */
  @FunctionalInterface
  interface Draft {
    Check of(String name, Target target);
  }

  /**
   * Takes every setting.
   *
   * @param first whom to ask before those of {@code rcpt}
   */
  Draft take(Fields fields, Optional<Recipients.Draft> first) {
    Tls tls = fields.take("tls", tlsDecoder.form()).orElse(Tls.DEFAULT);
    Optional<Auth> auth = fields.take("auth", authDecoder.form());
    int port = fields.take("port", PORT).orElse(usualPort(tls, auth));
    Cadence cadence = cadence(fields);
    Duration timeout = fields.take("timeout", WAIT).orElse(TIMEOUT);
    Timeouts timeouts = fields.take("timeouts", TIMEOUTS).orElse(Timeouts.DEFAULT);
    Dns dns = fields.take("dns", DNS).orElse(Dns.SYSTEM);
    Optional<InetAddress> source = fields.take("source_address", IpLiterals::address);
    Family family = fields.take("family", FAMILY).orElse(Family.ANY);
    Addresses addresses = fields.take("addresses", ADDRESSES).orElse(Addresses.FIRST);
    Optional<String> helo = fields.take("helo", Hosts::helo);
    String mailFrom = fields.take("mail_from", Mailboxes::sender).orElse("");
    List<Recipient> recipients = recipients(fields, first);
    boolean catchAll = fields.take("catch_all", Words.TRUE_OR_FALSE).orElse(false);
    boolean asks = catchAll || !recipients.isEmpty();
    Optional<Until> until = fields.take("until", UNTIL);
    NullMx nullMx = fields.take("null_mx", NULL_MX).orElse(NullMx.FAILED);
    Expectations expect = fields.take("expect", expectations).orElse(Expectations.NONE);
    Map<String, String> labels = fields.take("labels", LABELS).orElse(Map.of());
    Optional<String> group = fields.take("group", Names::group);
    fields.refuse(Set.of("allow_plaintext"), "is a key of `auth`");
    return (name, target) ->
        new Check(
            name,
            target,
            port,
            cadence,
            timeout,
            timeouts,
            dns,
            source,
            family,
            addresses,
            until.orElseGet(() -> usualUntil(asks, authOf(target, auth))),
            tlsOf(target, tls),
            authOf(target, auth),
            helo,
            mailFrom,
            recipients,
            catchAll,
            nullMx,
            expectOf(target, expect),
            labels,
            group);
  }

  private Cadence cadence(Fields fields) {
    Optional<Duration> every = fields.take("every", INTERVAL);
    Optional<String> cron = fields.take("cron", cronExpression);
    Optional<ZoneId> zone = fields.take("timezone", Expressions::zone);
    if (fields.mapping().has("every") && fields.mapping().has("cron")) {
      fields.problem("cron", "stands beside `every`; give one of them");
    }
    return cron.<Cadence>map(c -> new Cadence.Cron(c, zone.orElseGet(ZoneId::systemDefault)))
        .orElseGet(() -> new Cadence.Every(every.orElse(EVERY)));
  }

  private static Timeouts timeouts(Fields fields) {
    Timeouts usual = Timeouts.DEFAULT;
    return new Timeouts(
        fields.take("connect", WAIT).orElse(usual.connect()),
        fields.take("greeting", WAIT).orElse(usual.greeting()),
        fields.take("reply", WAIT).orElse(usual.reply()),
        fields.take("tls", WAIT).orElse(usual.tls()));
  }

  private static Dns dns(Fields fields) {
    return new Dns(
        fields.take("servers", SERVERS).orElse(List.of()),
        fields.take("timeout", LOOKUP).orElse(Dns.SYSTEM.timeout()));
  }

  private static List<Recipient> recipients(Fields fields, Optional<Recipients.Draft> first) {
    var drafts = new ArrayList<>(first.stream().toList());
    fields.take("rcpt", Recipients.FORM).ifPresent(drafts::addAll);
    return Recipients.named(drafts, fields.problems());
  }

  private Expectations expect(Fields fields) {
    return new Expectations(
        set(fields, "capabilities", Expressions::keyword),
        set(fields, "forbid_capabilities", Expressions::keyword),
        fields.take("greeting", regularExpression),
        set(fields, "mx", Domains::parse),
        fields.take("within", WAIT));
  }

  private static Set<String> set(Fields fields, String key, Grammar<String> item) {
    return new HashSet<>(fields.take(key, Form.list(Form.of(item))).orElse(List.of()));
  }

  private static int usualPort(Tls tls, Optional<Auth> auth) {
    return tls.mode() == Tls.Mode.IMPLICIT
        ? SMTPS_PORT
        : auth.isPresent() ? SUBMISSION_PORT : SMTP_PORT;
  }

  private static Until usualUntil(boolean asks, Optional<Auth> auth) {
    return asks ? Until.RCPT : auth.isPresent() ? Until.AUTH : Until.EHLO;
  }

  /** The agent's own responder knows nobody, whatever {@code defaults} say. */
  private static Optional<Auth> authOf(Target target, Optional<Auth> auth) {
    return target instanceof Target.Self ? Optional.empty() : auth;
  }

  /** The agent's own responder is on loopback, and speaks in the clear. */
  private static Tls tlsOf(Target target, Tls tls) {
    return target instanceof Target.Self ? Tls.OFF : tls;
  }

  /** An MX set that {@code defaults} expect is nothing to a check that looks none up. */
  private static Expectations expectOf(Target target, Expectations expect) {
    return target instanceof Target.Domain
        ? expect
        : new Expectations(
            expect.capabilities(),
            expect.forbidden(),
            expect.greeting(),
            Set.of(),
            expect.within());
  }
}
