package mxping.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.List;
import java.util.Optional;
import mxping.certificates.Certificates;
import mxping.certificates.Credential;
import mxping.check.Cluster;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The key {@code cluster}, in files that are otherwise in order. */
class ClusterKeysTest {
  private static final String CHECKS = "checks:\n  - domain: a.example\n";

  @TempDir Path folder;

  /** What a section says, in a file in which nothing is wrong with it. */
  private Cluster cluster(String section) {
    return Loading.in(folder)
        .valid("cluster: {" + section + "}\n" + CHECKS)
        .cluster()
        .orElseThrow();
  }

  private void keystore(String name, String password) throws Exception {
    Credential own = Certificates.valid("member.test");
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    Certificate[] chain = own.chain().toArray(Certificate[]::new);
    store.setKeyEntry("member", own.key(), password.toCharArray(), chain);
    try (OutputStream out = Files.newOutputStream(folder.resolve(name))) {
      store.store(out, password.toCharArray());
    }
  }

  @Test
  void withoutTheSectionThereIsNoCluster() {
    assertThat(Loading.in(folder).valid(CHECKS).cluster()).isEmpty();
  }

  @Test
  void theLeastThereIsToSay() {
    Cluster cluster = cluster("name: mail, bind: 127.0.0.1, hosts: [127.0.0.2, 'b.example:7801']");

    assertThat(cluster.name()).isEqualTo("mail");
    assertThat(cluster.bind())
        .isEqualTo(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 7800));
    assertThat(cluster.peers())
        .isEqualTo(
            new Cluster.Peers.Hosts(
                List.of(
                    InetSocketAddress.createUnresolved("127.0.0.2", 7800),
                    InetSocketAddress.createUnresolved("b.example", 7801))));
    assertThat(cluster.tls()).isEmpty();
    assertThat(cluster.member()).isEmpty();
  }

  @Test
  void allThereIsToSay() throws Exception {
    keystore("members.p12", "changeit");
    Loading.in(folder).file("password", "changeit\n");

    Cluster cluster =
        cluster(
            "name: mail, bind: '192.0.2.1:7801', dns: Agents.example, member: a,"
                + " tls: {keystore: members.p12, password_file: password}");

    assertThat(cluster.bind())
        .isEqualTo(new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 7801));
    assertThat(cluster.peers()).isEqualTo(new Cluster.Peers.Dns("agents.example"));
    assertThat(cluster.member()).contains("a");
    assertThat(cluster.tls())
        .contains(new Cluster.Tls(folder.resolve("members.p12"), folder.resolve("password")));
  }

  @ParameterizedTest
  @CsvSource({
    "nothing.p12, is no file that is there",
    "text.p12, is no PKCS #12 keystore that opens with this password",
    "other.p12, is no PKCS #12 keystore that opens with this password"
  })
  void aKeystoreThatDoesNotOpenIsAProblem(String file, String words) throws Exception {
    keystore("other.p12", "another");
    Loading loading = Loading.in(folder).file("password", "changeit\n").file("text.p12", "text");

    assertThat(
            loading.problems(
                "cluster: {name: a, bind: 127.0.0.1, hosts: [b], tls: {keystore: %s, password_file: password}}\n"
                        .formatted(file)
                    + CHECKS))
        .hasSize(1)
        .first()
        .asString()
        .contains(": cluster.tls.keystore: `" + file + "` " + words);
  }

  @Test
  void theDigestIsOfTheTextAsItIsWritten() {
    String own = "name: mail, bind: 127.0.0.1, hosts: [b], member: '${ME:-x}'";
    Cluster a = cluster(own);
    Cluster b =
        ((Loaded.Valid) Loading.in(folder).with("ME", "b").load()).configuration().cluster().get();

    assertThat(b.member()).contains("b");
    assertThat(b.digest()).isEqualTo(a.digest()).matches("[0-9a-f]{64}");
    assertThat(cluster(own + ", tls: null").digest()).isNotEqualTo(a.digest());
  }

  @Test
  void theDigestIsOfWhatIsIncludedToo() {
    String text =
        "include: [more.yaml]\ncluster: {name: a, bind: 127.0.0.1, hosts: [b]}\n" + CHECKS;
    Optional<Cluster> before =
        Loading.in(folder).file("more.yaml", "checks: [{domain: b.example}]").valid(text).cluster();
    Optional<Cluster> after =
        Loading.in(folder).file("more.yaml", "checks: [{domain: c.example}]").valid(text).cluster();

    assertThat(after.orElseThrow().digest()).isNotEqualTo(before.orElseThrow().digest());
  }
}
