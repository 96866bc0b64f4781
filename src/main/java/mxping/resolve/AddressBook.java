package mxping.resolve;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mxping.check.Family;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/** What is known so far about the addresses of one host, lookup by lookup. */
final class AddressBook {
  private static final int MAX_ADDRESSES = 16;

  private final MailHost host;
  private final Set<InetAddress> ipv6 = new LinkedHashSet<>();
  private final Set<InetAddress> ipv4 = new LinkedHashSet<>();
  private final List<Failure> failures = new ArrayList<>();
  private final Set<String> absences = new LinkedHashSet<>();
  private final List<String> remarks = new ArrayList<>();
  private Optional<Name> alias = Optional.empty();

  AddressBook(MailHost host) {
    this.host = host;
  }

  /** The record types to ask for, in order. */
  static List<Integer> types(Family family) {
    return switch (family) {
      case ANY, BOTH -> List.of(Type.AAAA, Type.A);
      case IPV6 -> List.of(Type.AAAA);
      case IPV4 -> List.of(Type.A);
    };
  }

  /** Whether an address is one of the family's. */
  static boolean isOf(Family family, InetAddress address) {
    return switch (family) {
      case ANY, BOTH -> true;
      case IPV6 -> address instanceof Inet6Address;
      case IPV4 -> address instanceof Inet4Address;
    };
  }

  void add(InetAddress address) {
    (address instanceof Inet6Address ? ipv6 : ipv4).add(named(address));
  }

  void add(int type, Answer answer) {
    switch (answer) {
      case Answer.Records found -> {
        alias = alias.or(found::alias);
        found.records().forEach(this::add);
      }
      case Answer.NoData nothing -> absences.add("no " + Type.string(type) + " record");
      case Answer.NoSuchName nothing -> absences.add("no such name");
      case Answer.Endless nothing -> absences.add("CNAMEs without end");
      case Answer.Failed failed -> failures.add(failed.failure());
    }
  }

  private void add(Record record) {
    switch (record) {
      case ARecord a -> add(a.getAddress());
      case AAAARecord aaaa -> {
        if (aaaa.getAddress() instanceof Inet6Address address) {
          add(address);
        } else {
          // RFC 4291 2.5.5.2, which Java makes IPv4 of: nothing to be reached over IPv6 there
          absences.add("AAAA record of an IPv4 address");
          remarks.add("AAAA record of an IPv4 address, passed over");
        }
      }
      default -> throw new IllegalArgumentException("no address record: " + record);
    }
  }

  /** The address with our name for the host in it, so that asking it for its name stays local. */
  private InetAddress named(InetAddress address) {
    try {
      return address instanceof Inet6Address local && local.getScopeId() != 0
          ? Inet6Address.getByAddress(host.name(), local.getAddress(), local.getScopeId())
          : InetAddress.getByAddress(host.name(), address.getAddress());
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address of a length that none has", e);
    }
  }

  /** What it all comes to. */
  Addresses addresses() {
    if (!ipv6.isEmpty() || !ipv4.isEmpty()) {
      failures.forEach(failure -> remarks.add(failure.words()));
      return new Addresses.Found(bounded(), flaws(), remarks);
    }
    if (failures.isEmpty()) {
      return new Addresses.None(host.name() + ": " + String.join(", ", absences));
    }
    var isTimeout = failures.stream().allMatch(it -> it.kind() == Failure.Kind.TIMEOUT);
    var words = failures.stream().map(Failure::words).collect(Collectors.joining("; "));
    return new Addresses.Failed(
        new Failure(isTimeout ? Failure.Kind.TIMEOUT : Failure.Kind.FAILURE, words));
  }

  /** IPv6 first; where there are too many, IPv4 keeps half of the places. */
  private List<InetAddress> bounded() {
    var all = ipv6.size() + ipv4.size();
    if (all > MAX_ADDRESSES) {
      remarks.add(all + " addresses, of which " + MAX_ADDRESSES + " are used");
    }
    var places4 = Math.min(ipv4.size(), Math.max(MAX_ADDRESSES / 2, MAX_ADDRESSES - ipv6.size()));
    return Stream.concat(ipv6.stream().limit(MAX_ADDRESSES - places4), ipv4.stream().limit(places4))
        .toList();
  }

  private List<Flaw> flaws() {
    return switch (host) {
      case MailHost.Listed mx ->
          alias
              .map(end -> new Flaw("MX " + mx.name() + " is a CNAME of " + HostName.text(end)))
              .stream()
              .toList();
      case MailHost.Implicit domain -> List.of();
      case MailHost.Named named -> List.of();
    };
  }
}
