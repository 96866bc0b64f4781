package mxping.ask;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import mxping.check.Check;
import mxping.check.Configuration;
import mxping.check.Expectations;
import mxping.check.Recipient;
import mxping.check.Recipient.Expected;
import mxping.check.Target;
import mxping.check.Until;

/**
 * The settings of a probe on request: those of a check, whose target is exchanged.
 *
 * @param settings a check of the file, or what its {@code defaults} make of a check without a word
 */
public record Module(Check settings) {

  /**
   * The module of a name: the check of that name, and without one, or for {@code default}, what the
   * file's {@code defaults} say.
   */
  public static Optional<Module> named(String name, Configuration configuration) {
    String wanted = name.isEmpty() ? configuration.usual().name() : name;
    return configuration.checks().stream()
        .filter(check -> check.name().equals(wanted))
        .findFirst()
        .or(() -> Optional.of(configuration.usual()).filter(usual -> usual.name().equals(wanted)))
        .map(Module::new);
  }

  /**
   * What a bare name means as a target: what the file calls it; one that the file does not know is
   * what the module's own target is, a host, else a domain.
   */
  public Target target(String name, List<Check> checks) {
    Target host = new Target.Host(name);
    Target domain = new Target.Domain(name);
    Target usual = settings.target() instanceof Target.Host ? host : domain;
    return Stream.of(domain, host, new Target.Self())
        .filter(one -> one.text().equals(name))
        .filter(one -> checks.stream().anyMatch(check -> check.target().equals(one)))
        .findFirst()
        .orElse(usual);
  }

  /** Whether {@code target} may be asked so: a password is said to its own host and no other. */
  public boolean admits(Target target) {
    return settings.auth().isEmpty() || target.equals(settings.target());
  }

  /**
   * The check to carry out.
   *
   * @param only whom to ask for in place of the module's recipients
   * @param most bound of the whole probe
   */
  public Check of(Target target, Optional<String> only, Duration most) {
    Check own = settings;
    boolean elsewhere = !target.equals(own.target());
    return new Check(
        own.name(),
        target,
        own.port(),
        own.cadence(),
        own.timeout().compareTo(most) < 0 ? own.timeout() : most,
        own.timeouts(),
        own.dns(),
        own.sourceAddress(),
        own.family(),
        own.addresses(),
        only.isPresent() ? Until.RCPT : own.until(),
        own.tls(),
        own.auth(),
        own.helo(),
        own.mailFrom(),
        only.map(Module::alone).orElse(own.recipients()),
        own.catchAll(),
        own.nullMx(),
        elsewhere ? withoutMx(own.expect()) : own.expect(),
        own.labels(),
        own.group());
  }

  private static List<Recipient> alone(String address) {
    return List.of(new Recipient("1", address, Expected.ACCEPTED, Set.of()));
  }

  /** The MX set of one domain is not that of another. */
  private static Expectations withoutMx(Expectations own) {
    return new Expectations(
        own.capabilities(), own.forbidden(), own.greeting(), Set.of(), own.within());
  }
}
