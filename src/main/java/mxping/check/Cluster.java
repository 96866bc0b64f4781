package mxping.check;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The agents that share checks, as one of them is told of it.
 *
 * @param name agents of one name find each other; {@code [A-Za-z0-9._-]{1,100}}
 * @param bind the address and port that the others reach
 * @param peers where the others are to be found
 * @param tls by what members know each other; empty only on loopback
 * @param member this agent's own name, unique in the cluster; empty for the machine's
 * @param digest of the text of the file and its includes, in lower-case hexadecimal: agents share
 *     checks only with those that have read the same
 */
public record Cluster(
    String name,
    InetSocketAddress bind,
    Peers peers,
    Optional<Tls> tls,
    Optional<String> member,
    String digest) {

  /** The same members found the same way, whatever they have read. */
  public boolean sameButForWhatIsRead(Cluster other) {
    return new Cluster(name, bind, peers, tls, member, other.digest).equals(other);
  }

  /** Where members look for each other. */
  public sealed interface Peers {

    /**
     * At these hosts.
     *
     * @param hosts at least one, not looked up yet; this agent may be among them
     */
    record Hosts(List<InetSocketAddress> hosts) implements Peers {
      public Hosts {
        hosts = List.copyOf(hosts);
      }
    }

    /** At every address of a name. */
    record Dns(String name) implements Peers {}
  }

  /**
   * A key whose certificate is the only one that is trusted.
   *
   * @param keystore PKCS #12 (RFC 7292)
   * @param passwordFile holds the keystore's password
   */
  public record Tls(Path keystore, Path passwordFile) {}
}
