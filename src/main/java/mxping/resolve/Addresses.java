package mxping.resolve;

import java.net.InetAddress;
import java.util.List;

/** The addresses of one host, in one family or in any. */
public sealed interface Addresses {

  /**
   * There are some.
   *
   * @param addresses at most 16, each once: IPv6 before IPv4, in the order served within each; they
   *     carry the host's name, so that none of their methods asks the DNS
   * @param flaws what is wrong with them as addresses of a mail host: {@link MailHost.Listed} with
   *     a CNAME (RFC 2181 10.3, RFC 5321 5.1)
   * @param remarks what else there is to say, for people: one family that could not be looked up,
   *     addresses left out
   */
  record Found(List<InetAddress> addresses, List<Flaw> flaws, List<String> remarks)
      implements Addresses {
    public Found {
      addresses = List.copyOf(addresses);
      flaws = List.copyOf(flaws);
      remarks = List.copyOf(remarks);
    }
  }

  /**
   * There is none: the name does not exist, has none in that family, or is a CNAME that leads
   * nowhere or round in a circle.
   *
   * @param words which of these, for people
   */
  record None(String words) implements Addresses {}

  /** No server could tell. */
  record Failed(Failure failure) implements Addresses {}
}
