package mxping.resolve;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Name;

/** The MX records of one domain, and what they come to. */
final class MxSet {
  private static final int MAX_HOSTS = 50;
  private static final int MAX_FLAWS = 10;

  private MxSet() {}

  /**
   * The hosts they name, those that cannot be hosts left out and said to be flaws; a null MX where
   * there is nothing else. A host named twice counts once, with its least preference.
   *
   * @param records not empty
   */
  static MailHosts read(List<MXRecord> records) {
    if (records.stream().allMatch(MxSet::isNull)) {
      return new MailHosts.NullMx();
    }
    var flaws = new LinkedHashSet<Flaw>();
    var preferences = new TreeMap<String, Integer>();
    for (var record : records) {
      if (isNull(record)) {
        flaws.add(new Flaw("a null MX (RFC 7505) beside other MX records"));
      } else if (HostName.isHost(record.getTarget())) {
        preferences.merge(HostName.text(record.getTarget()), record.getPriority(), Math::min);
      } else {
        flaws.add(new Flaw(whatInstead(record.getTarget())));
      }
    }
    if (preferences.size() > MAX_HOSTS) {
      flaws.add(
          new Flaw(
              preferences.size() + " mail hosts, of which the first " + MAX_HOSTS + " are used"));
    }
    return new MailHosts.Found(hosts(preferences), bounded(flaws));
  }

  private static boolean isNull(MXRecord record) {
    return record.getTarget().equals(Name.root);
  }

  private static String whatInstead(Name target) {
    var text = HostName.text(target);
    return HostName.isAddress(target)
        ? "MX " + text + " is an IP address, not a name"
        : "MX " + text + " is no host name";
  }

  private static List<MailHost> hosts(Map<String, Integer> preferencesByName) {
    return preferencesByName.entrySet().stream()
        .map(entry -> new MailHost.Listed(entry.getKey(), entry.getValue()))
        .sorted(Comparator.comparingInt(MailHost.Listed::preferred)) // stable: names stay in order
        .limit(MAX_HOSTS)
        .map(MailHost.class::cast)
        .toList();
  }

  /** Whoever fills a zone decides how many there are; we decide how many are worth keeping. */
  private static List<Flaw> bounded(Set<Flaw> flaws) {
    var more = flaws.size() - MAX_FLAWS;
    return more <= 0
        ? List.copyOf(flaws)
        : Stream.concat(
                flaws.stream().limit(MAX_FLAWS), Stream.of(new Flaw("and " + more + " more")))
            .toList();
  }
}
