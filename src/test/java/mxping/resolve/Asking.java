package mxping.resolve;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import mxping.check.Dns;
import mxping.check.Family;
import mxping.check.Target;
import mxping.zone.ScriptedDns;

/** Questions as tests put them, to scripted servers only. */
final class Asking {
  /** For lookups that should succeed, however busy the machine. */
  static final Duration PATIENCE = Duration.ofSeconds(5);

  /** For lookups that somebody lets wait. */
  static final Duration HASTE = Duration.ofMillis(300);

  private Asking() {}

  static Resolver patient(ScriptedDns... servers) {
    return resolver(PATIENCE, servers);
  }

  static Resolver hasty(ScriptedDns... servers) {
    return resolver(HASTE, servers);
  }

  static Resolver resolver(Duration timeout, ScriptedDns... servers) {
    return new Resolver(new Dns(Stream.of(servers).map(ScriptedDns::address).toList(), timeout));
  }

  /** The mail hosts of a domain in that zone. */
  static MailHosts mailHosts(String zone, String domain) {
    try (var dns = ScriptedDns.serving(zone)) {
      return patient(dns).mailHosts(new Target.Domain(domain));
    }
  }

  /** The addresses of an MX in that zone. */
  static Addresses addresses(String zone, String mx, Family family) {
    try (var dns = ScriptedDns.serving(zone)) {
      var resolver = zone.contains("!TIMEOUT") ? hasty(dns) : patient(dns);
      return resolver.addresses(new MailHost.Listed(mx, 10), family);
    }
  }

  static MailHosts found(MailHost... hosts) {
    return new MailHosts.Found(List.of(hosts), List.of());
  }

  static MailHost mx(int preference, String name) {
    return new MailHost.Listed(name, preference);
  }
}
