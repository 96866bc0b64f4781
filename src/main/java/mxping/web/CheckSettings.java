package mxping.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import mxping.check.Auth;
import mxping.check.Cadence;
import mxping.check.Check;
import mxping.check.Dns;
import mxping.check.Expectations;
import mxping.check.IpText;
import mxping.check.Recipient;
import mxping.check.Target;
import mxping.check.Timeouts;
import mxping.check.Tls;
import org.jspecify.annotations.Nullable;

/** A check under the keys of {@code checks.yaml}; one that does not apply is null. */
record CheckSettings(
    String name,
    @Nullable String domain,
    @Nullable String host,
    @Nullable Boolean self,
    int port,
    @Nullable String every,
    @Nullable String cron,
    @Nullable String timezone,
    String timeout,
    Waits timeouts,
    Lookup dns,
    @Nullable String sourceAddress,
    String family,
    String addresses,
    String until,
    Encryption tls,
    @Nullable Login auth,
    @Nullable String helo,
    String mailFrom,
    List<Asked> rcpt,
    boolean catchAll,
    String nullMx,
    Expected expect,
    Map<String, String> labels,
    @Nullable String group) {

  record Waits(String connect, String greeting, String reply, String tls) {
    static Waits of(Timeouts timeouts) {
      return new Waits(
          DurationText.of(timeouts.connect()),
          DurationText.of(timeouts.greeting()),
          DurationText.of(timeouts.reply()),
          DurationText.of(timeouts.tls()));
    }
  }

  record Lookup(List<String> servers, String timeout) {
    static Lookup of(Dns dns) {
      return new Lookup(
          dns.servers().stream().map(IpText::of).toList(), DurationText.of(dns.timeout()));
    }
  }

  record Encryption(
      String mode,
      String verify,
      @Nullable String serverName,
      @Nullable String caFile,
      @Nullable String certFile,
      @Nullable String keyFile,
      String expiryWarning,
      boolean resume) {
    static Encryption of(Tls tls) {
      return new Encryption(
          word(tls.mode()),
          word(tls.verify()),
          tls.serverName().orElse(null),
          tls.trusted().map(file -> file.path()).orElse(null),
          tls.identity().map(own -> own.chain().path()).orElse(null),
          tls.identity().map(own -> own.key().path()).orElse(null),
          DurationText.of(tls.expiryWarning()),
          tls.resume());
    }
  }

  /** The password is in no check, and its place is kept so that nobody looks for it. */
  record Login(
      String username,
      String password,
      String passwordFile,
      String mechanism,
      boolean allowPlaintext) {
    static Login of(Auth auth) {
      return new Login(
          auth.username(),
          "<secret>",
          auth.passwordFile().toString(),
          word(auth.mechanism()).replace('_', '-'),
          auth.allowPlaintext());
    }
  }

  record Asked(
      String to, String name, String expect, @JsonProperty("notify") List<String> notifyOf) {
    static Asked of(Recipient recipient) {
      return new Asked(
          recipient.address(),
          recipient.name(),
          word(recipient.expect()),
          recipient.notifyOf().stream().sorted().map(CheckSettings::word).toList());
    }
  }

  record Expected(
      List<String> capabilities,
      List<String> forbidCapabilities,
      @Nullable String greeting,
      List<String> mx,
      @Nullable String within) {
    static Expected of(Expectations expect) {
      return new Expected(
          expect.capabilities().stream().sorted().toList(),
          expect.forbidden().stream().sorted().toList(),
          expect.greeting().orElse(null),
          expect.mx().stream().sorted().toList(),
          expect.within().map(DurationText::of).orElse(null));
    }
  }

  static CheckSettings of(Check check) {
    Target target = check.target();
    Cadence cadence = check.cadence();
    return new CheckSettings(
        check.name(),
        target instanceof Target.Domain domain ? domain.name() : null,
        target instanceof Target.Host host ? host.name() : null,
        target instanceof Target.Self ? true : null,
        check.port(),
        cadence instanceof Cadence.Every every ? DurationText.of(every.interval()) : null,
        cadence instanceof Cadence.Cron cron ? cron.expression() : null,
        cadence instanceof Cadence.Cron cron ? cron.zone().getId() : null,
        DurationText.of(check.timeout()),
        Waits.of(check.timeouts()),
        Lookup.of(check.dns()),
        check.sourceAddress().map(IpText::of).orElse(null),
        word(check.family()),
        word(check.addresses()),
        word(check.until()),
        Encryption.of(check.tls()),
        check.auth().map(Login::of).orElse(null),
        check.helo().orElse(null),
        check.mailFrom(),
        check.recipients().stream().map(Asked::of).toList(),
        check.catchAll(),
        word(check.nullMx()),
        Expected.of(check.expect()),
        new TreeMap<>(check.labels()),
        check.group().orElse(null));
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
