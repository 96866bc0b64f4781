package mxping.resolve;

import java.util.List;

/** What an MX lookup found. */
public sealed interface MailHosts {

  /**
   * The hosts to probe.
   *
   * @param hosts by preference, those of equal preference by name, at most 50; empty where the
   *     domain has MX records and none of them names a host
   * @param flaws what is wrong with the MX set, each once; the hosts are none the worse for it
   */
  record Found(List<MailHost> hosts, List<Flaw> flaws) implements MailHosts {
    public Found {
      hosts = List.copyOf(hosts);
      flaws = List.copyOf(flaws);
    }
  }

  /** "This domain takes no mail": a null MX, alone (RFC 7505). */
  record NullMx() implements MailHosts {}

  /** NXDOMAIN: the domain does not exist. */
  record NoSuchDomain() implements MailHosts {}

  /** No server could tell. */
  record Failed(Failure failure) implements MailHosts {}
}
