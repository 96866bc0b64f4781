package mxping.config;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import mxping.check.Cluster;
import mxping.check.Cluster.Peers;

/** The key {@code cluster}. Not thread-safe. */
final class ClusterDecoder {
  private static final Form<List<InetSocketAddress>> HOSTS = Form.list(Form.of(PeerNames::host));

  private final Keystores keystores;

  /** All of the section but the digest, which takes all texts. */
  @FunctionalInterface
  interface Draft {
    Cluster of(String digest);
  }

  /**
   * @param read takes note of the files that the section names
   */
  ClusterDecoder(FilesRead read) {
    keystores = new Keystores(read);
  }

  Form<Draft> form() {
    return (node, problems) ->
        Form.mapping(this::section).read(node, problems).flatMap(complete -> complete);
  }

  private Optional<Draft> section(Fields fields) {
    Optional<String> name = fields.take("name", Names::group);
    Optional<InetSocketAddress> bind = fields.take("bind", PeerNames::bind);
    Optional<Peers> peers = peers(fields);
    Optional<Cluster.Tls> tls = fields.take("tls", keystores.form());
    Optional<String> member = fields.take("member", Names::group);
    need(fields, "name", "needs a `name`");
    need(fields, "bind", "needs a `bind`: the address and port that the other agents reach");
    bind.filter(address -> !address.getAddress().isLoopbackAddress())
        .filter(open -> !fields.mapping().has("tls"))
        .ifPresent(
            open ->
                fields.problem(
                    "bind",
                    "needs `tls`, for it is no loopback address: whoever reaches this port could"
                        + " join"));
    return name.flatMap(
        n -> bind.flatMap(b -> peers.map(p -> d -> new Cluster(n, b, p, tls, member, d))));
  }

  private static Optional<Peers> peers(Fields fields) {
    Optional<List<InetSocketAddress>> hosts = fields.take("hosts", HOSTS);
    Optional<String> dns = fields.take("dns", Domains::parse);
    boolean both = fields.mapping().has("hosts") && fields.mapping().has("dns");
    boolean none = !fields.mapping().has("hosts") && !fields.mapping().has("dns");
    if (both) {
      fields.problem("dns", "stands beside `hosts`; give one of them");
    }
    if (none || hosts.filter(List::isEmpty).isPresent()) {
      fields.problem("hosts", "needs `hosts` or `dns`: where the other agents are to be found");
    }
    return dns.<Peers>map(Peers.Dns::new).or(() -> hosts.map(Peers.Hosts::new));
  }

  private static void need(Fields fields, String key, String words) {
    if (!fields.mapping().has(key)) {
      fields.problem(key, words);
    }
  }
}
