package mxping.cluster;

import static mxping.cluster.Members.names;
import static mxping.cluster.Members.shareAll;
import static mxping.cluster.Members.within;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import mxping.certificates.Certificates;
import mxping.certificates.Credential;
import mxping.check.Check;
import mxping.check.Checks;
import mxping.check.Cluster;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Agents that find each other on loopback, and share. */
class MembershipTest {
  private static final List<Check> CHECKS =
      IntStream.range(0, 60).mapToObj(i -> Checks.domain("d" + i + ".example").check()).toList();

  @AutoClose private final Members members = new Members(3);

  MembershipTest() throws Exception {}

  @Test
  void eachCheckIsRunByOneOfThem() throws Exception {
    Membership a = members.join(0, "a", "text");
    Membership b = members.join(1, "b", "text");
    Membership c = members.join(2, "c", "text");

    assertThat(within(() -> shareAll(CHECKS, a, b, c))).isTrue();
    assertThat(names(a)).containsExactly("a", "b", "c");
    assertThat(a.owned(CHECKS) + b.owned(CHECKS) + c.owned(CHECKS)).isEqualTo(CHECKS.size());
    assertThat(a.viewChanges()).isGreaterThanOrEqualTo(3);
  }

  /** Where there are no others; that they can be looked for takes a part of the Java runtime. */
  @Test
  void othersAreLookedForByTheAddressesOfAName() throws Exception {
    Membership a = members.at(0, "a", "text", Optional.empty(), new Cluster.Peers.Dns("localhost"));

    Members.join(a, "a");

    assertThat(within(() -> a.viewChanges() == 1)).isTrue();
    assertThat(a.mine(CHECKS)).isEqualTo(CHECKS);
  }

  @Test
  void whoLeavesHandsOver() throws Exception {
    Membership a = members.join(0, "a", "text");
    Membership b = members.join(1, "b", "text");
    assertThat(within(() -> shareAll(CHECKS, a, b))).isTrue();

    b.close();

    assertThat(within(() -> a.mine(CHECKS).equals(CHECKS))).isTrue();
    assertThat(names(a)).containsExactly("a");
  }

  @Test
  void whoReadsSomethingElseRunsAllOfIt() throws Exception {
    Membership a = members.join(0, "a", "old");
    Membership b = members.join(1, "b", "old");
    assertThat(within(() -> shareAll(CHECKS, a, b))).isTrue();

    b.reads("new");

    assertThat(within(() -> a.fellowship().disagrees())).isTrue();
    assertThat(a.mine(CHECKS)).isEqualTo(CHECKS);
    assertThat(b.mine(CHECKS)).isEqualTo(CHECKS);

    a.reads("new");

    assertThat(within(() -> shareAll(CHECKS, a, b))).isTrue();
    assertThat(within(() -> !b.fellowship().disagrees())).isTrue();
  }

  @Test
  void theLaterOfOneNameIsTurnedAway() throws Exception {
    Membership first = members.join(0, "a", "text");
    Membership second = members.at(1, "a", "text", Optional.empty());

    assertThatThrownBy(() -> Members.join(second, "a"))
        .isInstanceOf(NameTakenException.class)
        .hasMessage(
            "cluster test: another member is called a; give each agent a `cluster.member` of its own");
    assertThat(within(() -> names(first).equals(List.of("a")))).isTrue();
  }

  @Test
  void aMemberAnswersForItsChecks() throws Exception {
    Membership a = members.join(0, "a", "text");
    Membership b = members.join(1, "b", "text");
    assertThat(within(() -> shareAll(CHECKS, a, b))).isTrue();
    Check ofB = b.mine(CHECKS).getFirst();

    assertThat(a.ask(ofB)).contains(new Answer(200, ofB.name() + " is up by b"));
    assertThat(b.ask(ofB)).isEmpty();
    assertThat(a.fellowship().owner(ofB))
        .contains(new Fellowship.Fellow("b", Optional.of("http://b.test"), true));
  }

  @Test
  void whoseSchedulerStandsStillLeavesAndComesBack() throws Exception {
    Membership a = members.join(0, "a", "text");
    Membership b = members.join(1, "b", "text");
    assertThat(within(() -> shareAll(CHECKS, a, b))).isTrue();
    List<Check> ofB = b.mine(CHECKS);

    members.stalls(b);

    assertThat(within(() -> a.mine(CHECKS).equals(CHECKS))).isTrue();
    assertThat(b.mine(CHECKS)).isEqualTo(ofB);

    members.goesOn(b);

    assertThat(within(() -> shareAll(CHECKS, a, b))).isTrue();
  }

  @Test
  void whoCannotJoinRunsEverything() throws Exception {
    try (ServerSocket taken = new ServerSocket()) {
      taken.bind(members.place(0));

      Membership a = members.join(0, "a", "text");

      assertThat(a.mine(CHECKS)).isEqualTo(CHECKS);
      assertThat(names(a)).containsExactly("a");
    }
  }

  @Test
  void onlyWhoHasTheKeyIsLetIn(@TempDir Path folder) throws Exception {
    Cluster.Tls own = keystore(folder.resolve("own.p12"), Certificates.selfSigned("agents.test"));
    Cluster.Tls other = keystore(folder.resolve("other.p12"), Certificates.selfSigned("b.test"));
    Membership a = members.at(0, "a", "text", Optional.of(own));
    Membership b = members.at(1, "b", "text", Optional.of(own));
    Members.join(a, "a");
    Members.join(b, "b");
    assertThat(within(() -> shareAll(CHECKS, a, b))).isTrue();

    Membership stranger = members.at(2, "stranger", "text", Optional.of(other));
    Members.join(stranger, "stranger");

    assertThat(names(stranger)).containsExactly("stranger");
    assertThat(names(a)).containsExactly("a", "b");
  }

  @Test
  void whoSpeaksInTheClearIsNotLetIn(@TempDir Path folder) throws Exception {
    Cluster.Tls own = keystore(folder.resolve("own.p12"), Certificates.selfSigned("agents.test"));
    Membership a = members.at(0, "a", "text", Optional.of(own));
    Members.join(a, "a");

    Membership stranger = members.join(1, "stranger", "text");

    assertThat(names(stranger)).containsExactly("stranger");
    assertThat(names(a)).containsExactly("a");
  }

  private static Cluster.Tls keystore(Path file, Credential credential) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    Certificate[] chain = credential.chain().toArray(Certificate[]::new);
    store.setKeyEntry("member", credential.key(), "changeit".toCharArray(), chain);
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, "changeit".toCharArray());
    }
    Path password =
        Files.writeString(file.resolveSibling(file.getFileName() + ".pw"), "changeit\n");
    return new Cluster.Tls(file, password);
  }
}
