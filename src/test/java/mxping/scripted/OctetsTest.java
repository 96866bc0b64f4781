package mxping.scripted;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OctetsTest {
  @Test
  void escapesNameOneOctetEach() {
    assertThat(Octets.unescape("a\\r\\n\\t\\0\\\\\\xFF\\x7fz"))
        .containsExactly('a', '\r', '\n', '\t', 0, '\\', 0xFF, 0x7F, 'z');
  }

  @Test
  void otherTextIsUtf8() {
    assertThat(Octets.unescape("ä")).containsExactly(0xC3, 0xA4);
  }

  @Test
  void octetsThatAreNoUtf8AreStillText() {
    assertThat(Octets.text(new byte[] {(byte) 0xC3, (byte) 0xA4})).isEqualTo("ä");
    assertThat(Octets.text(new byte[] {'a', (byte) 0xE4})).isEqualTo("aä");
  }

  @Test
  void controlCharactersAreVisible() {
    assertThat(Octets.visible("a\r\n\t\0\u001B\u0085ä")).isEqualTo("a\\r\\n\\t\\0\\x1b\\x85ä");
  }

  @Test
  void garbageIsNoReply() {
    assertThat(Octets.garbage()).hasSize(512).startsWith(0xBF).endsWith('\r', '\n');
    assertThat(Octets.garbage()).isEqualTo(Octets.garbage());
  }
}
