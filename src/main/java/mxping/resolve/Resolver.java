package mxping.resolve;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import mxping.check.Dns;
import mxping.check.Family;
import mxping.check.Target;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Type;

/**
 * Mail hosts of domains and addresses of hosts, as the DNS has them now: nothing is cached between
 * two questions, but by the servers asked.
 *
 * <p>Thread-safe, and cheap to build; holds no thread and no socket. Its methods block, each lookup
 * for at most {@code dns.timeout}, and are meant for virtual threads; an interrupt makes them fail
 * soon, with the interrupt status kept. What they throw is our own trouble only: {@link
 * java.io.UncheckedIOException} where this machine has no socket left. Where {@code dns.servers}
 * names any, no other is ever asked.
 */
public final class Resolver {
  private final Servers servers;
  private final Supplier<Duration> timeout;
  private final Optional<HostsFile> hostsFile;

  public Resolver(Dns dns) {
    this(dns, dns::timeout);
  }

  /**
   * @param timeout bound of a lookup that begins now, in place of {@code dns.timeout}
   */
  public Resolver(Dns dns, Supplier<Duration> timeout) {
    this(
        Servers.of(dns),
        timeout,
        Optional.of(HostsFile.SYSTEM).filter(file -> dns.servers().isEmpty()));
  }

  Resolver(Servers servers, Supplier<Duration> timeout, Optional<HostsFile> hostsFile) {
    this.servers = servers;
    this.timeout = timeout;
    this.hostsFile = hostsFile;
  }

  /**
   * The mail hosts of a domain (RFC 5321 5.1); one lookup.
   *
   * <p>Where there is no MX record it is the domain itself, whether or not it has an address:
   * {@link #addresses} tells. That goes for a domain whose CNAME leads in a circle too: its address
   * lookup finds the same circle, and {@link Addresses.None} is what becomes of it.
   */
  public MailHosts mailHosts(Target.Domain domain) {
    return switch (lookup(domain.name(), Type.MX)) {
      case Answer.Records found ->
          MxSet.read(found.records().stream().map(MXRecord.class::cast).toList());
      case Answer.NoData nothing -> implicit(domain);
      case Answer.Endless nothing -> implicit(domain);
      case Answer.NoSuchName nothing -> new MailHosts.NoSuchDomain();
      case Answer.Failed failed -> new MailHosts.Failed(failed.failure());
    };
  }

  private static MailHosts implicit(Target.Domain domain) {
    return new MailHosts.Found(List.of(new MailHost.Implicit(domain.name())), List.of());
  }

  /**
   * The addresses of a mail host; a lookup for each family, IPv6 first, none for an IP literal.
   *
   * <p>Where one family cannot be looked up and the other has addresses, these are used; where the
   * other has none, nobody knows, and it is {@link Addresses.Failed}. The system's hosts file
   * counts, before the DNS, for a {@link MailHost.Named} where the system's servers are used:
   * {@code host: localhost} is what the operator thinks it is, while an MX is what senders see.
   *
   * @param family {@link Family#BOTH} is taken for {@link Family#ANY}; for one result each, ask for
   *     {@link Family#IPV4} and {@link Family#IPV6}
   */
  public Addresses addresses(MailHost host, Family family) {
    return withoutAsking(host, family).orElseGet(() -> byAsking(host, family));
  }

  private Optional<Addresses> withoutAsking(MailHost host, Family family) {
    return switch (host) {
      case MailHost.Listed mx -> Optional.empty();
      case MailHost.Implicit domain -> Optional.empty();
      case MailHost.Named named ->
          literal(named, family).or(() -> hostsFile.flatMap(file -> inFile(file, named, family)));
    };
  }

  private static Optional<Addresses> literal(MailHost.Named host, Family family) {
    try {
      var address = InetAddress.ofLiteral(host.name());
      if (!AddressBook.isOf(family, address)) {
        var words = host.name() + " is not of the family " + family.label();
        return Optional.of(new Addresses.None(words));
      }
      var known = new AddressBook(host);
      known.add(address);
      return Optional.of(known.addresses());
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // a name
    }
  }

  private static Optional<Addresses> inFile(HostsFile file, MailHost host, Family family) {
    var known = new AddressBook(host);
    var addresses =
        file.addresses(host.name()).stream()
            .filter(address -> AddressBook.isOf(family, address))
            .toList();
    addresses.forEach(known::add);
    return addresses.isEmpty() ? Optional.empty() : Optional.of(known.addresses());
  }

  private Addresses byAsking(MailHost host, Family family) {
    var known = new AddressBook(host);
    for (var type : AddressBook.types(family)) {
      known.add(type, lookup(host.name(), type));
    }
    return known.addresses();
  }

  private Answer lookup(String name, int type) {
    return Lookup.of(name, type, servers.inOrder(), timeout.get());
  }
}
