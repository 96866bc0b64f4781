package mxping.resolve;

import static mxping.resolve.Asking.found;
import static mxping.resolve.Asking.hasty;
import static mxping.resolve.Asking.mx;
import static mxping.resolve.Asking.patient;
import static mxping.resolve.Asking.resolver;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import mxping.check.Dns;
import mxping.check.Family;
import mxping.check.Target;
import mxping.zone.Query;
import mxping.zone.Query.Transport;
import mxping.zone.ScriptedDns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FailureTest {
  private static final Target.Domain DOMAIN = new Target.Domain("example.test");
  private static final String MX = "example.test MX 10 mx.test\n";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SERVFAIL        | FAILURE | SERVFAIL from %s",
        "REFUSED         | FAILURE | REFUSED from %s",
        "FORMERR         | FAILURE | FORMERR from %s",
        "GARBAGE         | FAILURE | an answer to no query of ours from %s",
        "MANGLED         | FAILURE | octets that are no DNS message from %s",
        "WRONGID         | FAILURE | an answer to no query of ours from %s",
        "WRONGNAME       | FAILURE | an answer to another question from %s",
        "LAME            | FAILURE | a lame referral from %s",
        "TRUNCATE-DEAD   | FAILURE | an answer cut short, and TCP closed without one from %s",
        "TRUNCATE-SILENT | FAILURE | an answer cut short, and none over TCP from %s",
        "TRUNCATE-DRIP   | FAILURE | an answer cut short, and none over TCP from %s",
        "TIMEOUT         | TIMEOUT | no answer from %s",
      })
  void saysWhichServerDidWhat(String fault, Failure.Kind kind, String words) {
    try (var dns = ScriptedDns.serving(MX + "example.test !" + fault)) {
      assertThat(hasty(dns).mailHosts(DOMAIN))
          .isEqualTo(failed(kind, "MX of example.test: " + words.formatted(text(dns))));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TRUNCATE", "NOEDNS"})
  void isNoneWhereTheServerCanBeHelped(String fault) {
    try (var dns = ScriptedDns.serving(MX + "example.test !" + fault)) {
      assertThat(patient(dns).mailHosts(DOMAIN)).isEqualTo(found(mx(10, "mx.test")));
    }
  }

  @Test
  void isNoneWhereAForgedAnswerComesFirst() {
    try (var dns = ScriptedDns.serving("mx.test A 127.0.0.1\nmx.test !SPOOF")) {
      assertThat(patient(dns).addresses(mx(10, "mx.test"), Family.IPV4))
          .isEqualTo(
              new Addresses.Found(
                  List.of(InetAddress.ofLiteral("127.0.0.1")), List.of(), List.of()));
    }
  }

  @Test
  void isNoneWhereAnAnswerIsTooLongForUdp() {
    var zone = new StringBuilder();
    IntStream.range(0, 49).forEach(i -> zone.append("example.test MX " + i + " " + name(i) + "\n"));
    try (var dns = ScriptedDns.serving(zone.toString())) {
      assertThat(((MailHosts.Found) patient(dns).mailHosts(DOMAIN)).hosts()).hasSize(49);
      assertThat(dns.queries())
          .extracting(Query::transport)
          .containsExactly(Transport.UDP, Transport.TCP);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"SERVFAIL", "REFUSED", "TIMEOUT", "GARBAGE", "LAME", "TRUNCATE-DEAD", "MANGLED"})
  void ofOneServerLeavesItToTheNext(String fault) {
    try (var sick = ScriptedDns.serving("* !" + fault);
        var well = ScriptedDns.serving(MX)) {
      assertThat(hasty(sick, well).mailHosts(DOMAIN)).isEqualTo(found(mx(10, "mx.test")));
      assertThat(sick.queries()).isNotEmpty();
    }
  }

  @Test
  void ofOneServerIsNotSeenWhereAnEarlierOneAnswers() {
    try (var well = ScriptedDns.serving(MX);
        var other = ScriptedDns.serving(MX)) {
      assertThat(patient(well, other).mailHosts(DOMAIN)).isEqualTo(found(mx(10, "mx.test")));
      assertThat(other.queries()).isEmpty();
    }
  }

  @Test
  void ofAllServersNamesThemAll() {
    try (var sick = ScriptedDns.serving("* !SERVFAIL");
        var silent = ScriptedDns.serving("* !TIMEOUT")) {
      assertThat(hasty(silent, sick).mailHosts(DOMAIN))
          .isEqualTo(
              failed(
                  Failure.Kind.FAILURE,
                  "MX of example.test: SERVFAIL from %s, no answer from %s"
                      .formatted(text(sick), text(silent))));
      assertThat(sick.queries()).hasSize(1);
      assertThat(silent.queries()).hasSize(2);
    }
  }

  @Test
  void comesAtOnceFromAPortWhereNobodyListens() {
    var dns = ScriptedDns.serving(MX);
    dns.close();

    assertThat(resolver(Duration.ofSeconds(20), dns).mailHosts(DOMAIN))
        .isInstanceOfSatisfying(
            MailHosts.Failed.class,
            it -> {
              assertThat(it.failure().kind()).isEqualTo(Failure.Kind.FAILURE);
              assertThat(it.failure().words())
                  .isEqualTo("MX of example.test: port unreachable from " + text(dns));
            });
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void comesInTimeHoweverManyServersAreSilent(int count) {
    try (var silent = ScriptedDns.serving("* !TIMEOUT")) {
      var servers = Collections.nCopies(count, silent.address());
      var began = System.nanoTime();

      var answer = new Resolver(new Dns(servers, Asking.HASTE)).mailHosts(DOMAIN);

      assertThat(answer).isInstanceOf(MailHosts.Failed.class);
      assertThat(Duration.ofNanos(System.nanoTime() - began))
          .isBetween(Asking.HASTE.minusMillis(50), Asking.HASTE.plusSeconds(1));
      assertThat(silent.queries()).hasSize(2 * count);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a..test", "", "\u00e4.test"})
  void isWhatBecomesOfANameThatNoDnsCanHold(String name) {
    try (var dns = ScriptedDns.serving("* !SERVFAIL")) {
      assertThat(patient(dns).mailHosts(new Target.Domain(name)))
          .isInstanceOf(MailHosts.Failed.class);
    }
  }

  @Test
  void comesSoonAfterAnInterruptWhichIsKept() throws InterruptedException {
    try (var silent = ScriptedDns.serving("* !TIMEOUT")) {
      var resolver = resolver(Duration.ofSeconds(20), silent);
      var interrupted = new AtomicBoolean();
      var asking =
          Thread.ofVirtual()
              .start(
                  () -> {
                    assertThat(resolver.mailHosts(DOMAIN)).isInstanceOf(MailHosts.Failed.class);
                    interrupted.set(Thread.currentThread().isInterrupted());
                  });

      asking.interrupt();

      assertThat(asking.join(Duration.ofSeconds(5))).isTrue();
      assertThat(interrupted).isTrue();
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4})
  void isWhatBecomesOfRandomOctets(long seed) throws Exception {
    var random = new Random(seed);
    try (var server = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"))) {
      var answering = Thread.ofVirtual().start(() -> answerAnything(server, random));
      var address = new InetSocketAddress(server.getLocalAddress(), server.getLocalPort());
      var resolver = new Resolver(new Dns(List.of(address), Asking.HASTE));

      for (var i = 0; i < 200; i++) {
        assertThat(resolver.addresses(mx(10, "mx.test"), Family.IPV4)).isNotNull();
      }
      assertThat(answering.isAlive()).isTrue();
    }
  }

  /** The query with some of its octets changed and some added, as an answer. */
  private static void answerAnything(DatagramSocket server, Random random) {
    var packet = new DatagramPacket(new byte[600], 600);
    try {
      while (true) {
        packet.setLength(600);
        server.receive(packet);
        var octets = Arrays.copyOf(packet.getData(), packet.getLength() + 60);
        octets[2] |= (byte) 0x80;
        octets[3] = 0;
        octets[7] = (byte) random.nextInt(4);
        for (var i = packet.getLength() - 11; i < octets.length; i++) {
          octets[i] = (byte) (random.nextInt(3) == 0 ? random.nextInt(256) : random.nextInt(16));
        }
        server.send(new DatagramPacket(octets, octets.length, packet.getSocketAddress()));
      }
    } catch (IOException e) {
      // closed: the test is done
    }
  }

  private static String name(int i) {
    return "mail-host-with-a-long-name-%02d.domain-with-a-long-name-%02d.test".formatted(i, i);
  }

  private static MailHosts failed(Failure.Kind kind, String words) {
    return new MailHosts.Failed(new Failure(kind, words));
  }

  private static String text(ScriptedDns dns) {
    return "127.0.0.1:" + dns.address().getPort();
  }
}
