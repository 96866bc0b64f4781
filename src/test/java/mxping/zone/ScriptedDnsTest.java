package mxping.zone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import mxping.zone.Query.Transport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

class ScriptedDnsTest {
  private static final String ZONE =
      """
      $ORIGIN example.test.
      @        MX    10 mx1
      @        MX    20 mx2.example.test.
      mx1      A     127.0.0.1
      alias    CNAME mx1
      adrift   CNAME nowhere
      loop     CNAME pool
      pool     CNAME loop
      deep.er  A     127.0.0.2
      sick     !SERVFAIL
      half     A     127.0.0.3
      half     AAAA  !REFUSED
      big      A     127.0.0.4
      big      !TRUNCATE
      dead     !TRUNCATE-DEAD
      mute     !TIMEOUT
      junk     !GARBAGE
      other    !WRONGID
      lame     !LAME
      old      A     127.0.0.5
      old      !NOEDNS
      link     CNAME mx1
      link     !ONELINK
      """;

  @ParameterizedTest
  @CsvSource({
    "example.test,         MX,   NOERROR,  2",
    "EXAMPLE.test,         MX,   NOERROR,  2",
    "mx1.example.test,     A,    NOERROR,  1",
    "mx1.example.test,     AAAA, NOERROR,  0",
    "nobody.example.test,  A,    NXDOMAIN, 0",
    "er.example.test,      A,    NOERROR,  0",
    "alias.example.test,   A,    NOERROR,  2",
    "alias.example.test,   AAAA, NOERROR,  1",
    "adrift.example.test,  A,    NXDOMAIN, 1",
    "loop.example.test,    A,    NOERROR,  2",
    "sick.example.test,    A,    SERVFAIL, 0",
    "half.example.test,    A,    NOERROR,  1",
    "half.example.test,    AAAA, REFUSED,  0",
    "big.example.test,     A,    NOERROR,  1",
    "lame.example.test,    A,    NOERROR,  0",
    "old.example.test,     A,    FORMERR,  0",
    "link.example.test,    A,    NOERROR,  1",
  })
  void answersAsTheZoneSays(String name, String type, String rcode, int records)
      throws IOException {
    try (var dns = ScriptedDns.serving(ZONE)) {
      var answer = ask(dns, name, type);

      assertThat(Rcode.string(answer.getRcode())).isEqualTo(rcode);
      assertThat(answer.getSection(Section.ANSWER)).hasSize(records);
    }
  }

  @Test
  void saysSoWhereItHasNothing() throws IOException {
    try (var dns = ScriptedDns.serving(ZONE)) {
      assertThat(ask(dns, "nobody.test", "A").getSection(Section.AUTHORITY))
          .singleElement()
          .extracting(Record::getType)
          .isEqualTo(Type.SOA);

      var lame = ask(dns, "lame.example.test", "A");
      assertThat(lame.getSection(Section.AUTHORITY))
          .singleElement()
          .extracting(Record::getType)
          .isEqualTo(Type.NS);
      assertThat(lame.getHeader().getFlag(Flags.AA)).isFalse();
    }
  }

  @Test
  void sendsTheWholeAnswerOverTcpWhereItIsCutShort() throws IOException {
    try (var dns = ScriptedDns.serving(ZONE)) {
      assertThat(ask(dns, "big.example.test", "A").getHeader().getFlag(Flags.TC)).isFalse();
      assertThat(dns.queries())
          .containsExactly(
              new Query("big.example.test", "A", Transport.UDP),
              new Query("big.example.test", "A", Transport.TCP));
    }
  }

  @Test
  void isSilentOrTalksNonsenseOnRequest() {
    try (var dns = ScriptedDns.serving(ZONE)) {
      assertThatThrownBy(() -> ask(dns, "mute.example.test", "A"))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("Timed out");
      assertThatThrownBy(() -> ask(dns, "dead.example.test", "A")).isInstanceOf(IOException.class);
      assertThatThrownBy(() -> ask(dns, "junk.example.test", "A")).isInstanceOf(IOException.class);
      assertThatThrownBy(() -> ask(dns, "other.example.test", "A"))
          .hasMessageContaining("invalid message id");
    }
  }

  @Test
  void aStarIsEveryName() throws IOException {
    try (var dns = ScriptedDns.serving("* !SERVFAIL\nmx.test A !REFUSED")) {
      assertThat(ask(dns, "any.test", "A").getRcode()).isEqualTo(Rcode.SERVFAIL);
      assertThat(ask(dns, "mx.test", "A").getRcode()).isEqualTo(Rcode.REFUSED);
      assertThat(ask(dns, "mx.test", "MX").getRcode()).isEqualTo(Rcode.SERVFAIL);
    }
  }

  @Test
  void changesItsZoneWhileServing() throws IOException {
    try (var dns = ScriptedDns.serving("a.test A 127.0.0.1")) {
      dns.nowServing("b.test A 127.0.0.1");

      assertThat(ask(dns, "a.test", "A").getRcode()).isEqualTo(Rcode.NXDOMAIN);
      assertThat(ask(dns, "b.test", "A").getRcode()).isEqualTo(Rcode.NOERROR);
    }
  }

  @Test
  void leavesItsPortWhenClosed() throws IOException {
    var dns = ScriptedDns.serving("a.test A 127.0.0.1");
    var port = dns.address().getPort();
    dns.close();

    try (var again = new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      assertThat(again.isBound()).isTrue();
    }
  }

  @Test
  void refusesATextThatIsNoZone() {
    assertThatThrownBy(() -> ScriptedDns.serving("a.test A 1.2.3"))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("a.test A 1.2.3");
    assertThatThrownBy(() -> ScriptedDns.serving("a.test !NONSENSE"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("NONSENSE");
  }

  private static Message ask(ScriptedDns dns, String name, String type) throws IOException {
    var client = new SimpleResolver(dns.address());
    client.setTimeout(Duration.ofMillis(300));
    var question = Record.newRecord(Name.fromString(name + "."), Type.value(type), DClass.IN);
    return client.send(Message.newQuery(question));
  }
}
