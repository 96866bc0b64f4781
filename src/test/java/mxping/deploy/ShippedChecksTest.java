package mxping.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.List;
import java.util.Map;
import mxping.certificates.Certificates;
import mxping.certificates.Credential;
import mxping.check.Cluster;
import mxping.config.ConfigFile;
import mxping.config.Loaded;
import mxping.schedule.Timetable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every {@code checks.yaml} that is shipped is one. */
class ShippedChecksTest {
  private static final String PASSWORD = "changeit";

  /** Where the Secret with the key of the cluster is mounted. */
  private static final String MOUNTED = "/run/secrets/mxping-cluster";

  @TempDir Path folder;

  @Test
  void eachIsUnderstood() throws Exception {
    key();
    List<Deployed> files = Deployed.below("", name -> name.equals("checks.yaml"));

    assertThat(files)
        .hasSizeGreaterThanOrEqualTo(4)
        .allSatisfy(file -> assertThat(loaded(file)).isInstanceOf(Loaded.Valid.class));
  }

  @Test
  void thePodsOfTheClusterFindEachOtherByTheirService() throws Exception {
    key();
    Loaded loaded = loaded(Deployed.at("kubernetes/overlays/cluster/checks.yaml"));

    assertThat(loaded).isInstanceOf(Loaded.Valid.class);
    Cluster cluster = ((Loaded.Valid) loaded).configuration().cluster().orElseThrow();
    assertThat(cluster.peers()).isEqualTo(new Cluster.Peers.Dns("mxping-cluster"));
    assertThat(cluster.bind().getAddress().getHostAddress()).isEqualTo("10.1.2.3");
    assertThat(cluster.tls()).isPresent();
    assertThat(cluster.member()).isEmpty();
  }

  private Loaded loaded(Deployed file) throws Exception {
    Path copy = Files.createTempDirectory(folder, "copy").resolve("checks.yaml");
    Files.writeString(copy, file.text().replace(MOUNTED, folder.toString()));
    return ConfigFile.load(copy, Map.of("POD_IP", "10.1.2.3"), Timetable::cronProblem);
  }

  private void key() throws Exception {
    Credential own = Certificates.valid("member.test");
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    Certificate[] chain = own.chain().toArray(Certificate[]::new);
    store.setKeyEntry("mxping", own.key(), PASSWORD.toCharArray(), chain);
    try (OutputStream out = Files.newOutputStream(folder.resolve("keystore.p12"))) {
      store.store(out, PASSWORD.toCharArray());
    }
    Files.writeString(folder.resolve("password"), PASSWORD);
  }
}
