package mxping.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is on the wire between members, some of which may be older, newer, or none. */
class LettersTest {

  static Stream<Letter> letters() {
    return Stream.of(
        new Letter.Announcement("0123abcd", "http://192.0.2.1:9025"),
        new Letter.Farewell(),
        new Letter.Wish(Long.MAX_VALUE, "[2001:db8::1]:25", 60_000),
        new Letter.Queued(1),
        new Letter.Turn(2, 7),
        new Letter.Done(3, "192.0.2.1:25", 4, 1_000),
        new Letter.Held(-4, "192.0.2.1:25", 60_000),
        new Letter.Question(5, "example.com"),
        new Letter.Answer(6, 503, "ex\u00e4mple: failed <b> \"\n\u0000\ud83d\udc8c"));
  }

  private static Optional<Letter> read(String text) {
    byte[] octets = text.getBytes(UTF_8);
    return Letters.read(octets, 0, octets.length);
  }

  @ParameterizedTest
  @MethodSource("letters")
  void eachKindArrivesAsItWasSent(Letter letter) {
    byte[] octets = Letters.write(letter);

    assertThat(Letters.read(octets, 0, octets.length)).contains(letter);
  }

  @Test
  void noKindIsLeftOut() {
    List<Class<?>> kinds = kinds(Letter.class).toList();

    assertThat(letters().<Class<?>>map(Letter::getClass))
        .containsExactlyInAnyOrderElementsOf(kinds);
  }

  private static Stream<Class<?>> kinds(Class<?> of) {
    Class<?>[] permitted = of.getPermittedSubclasses();
    return permitted == null ? Stream.of(of) : Stream.of(permitted).flatMap(LettersTest::kinds);
  }

  @Test
  void aLetterIsReadFromWhereItLies() {
    byte[] octets = "}}{\"letter\":\"queued\",\"id\":1}{{".getBytes(UTF_8);

    assertThat(Letters.read(octets, 2, octets.length - 4)).contains(new Letter.Queued(1));
  }

  /** Members of an older version read what those of this one say. */
  @Test
  void theTextStaysWhatItIs() {
    assertThat(new String(Letters.write(new Letter.Announcement("0123", "http://a")), UTF_8))
        .isEqualTo("{\"letter\":\"announcement\",\"digest\":\"0123\",\"pages\":\"http://a\"}");
    assertThat(new String(Letters.write(new Letter.Farewell()), UTF_8))
        .isEqualTo("{\"letter\":\"farewell\"}");
  }

  @Test
  void whatANewerVersionSaysMoreIsPassedOver() {
    assertThat(read("{\"letter\":\"queued\",\"id\":1,\"since\":{\"a\":[1,{}]},\"z\":null}"))
        .contains(new Letter.Queued(1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{}",
        "[]",
        "1",
        "null",
        "\"queued\"",
        "{\"letter\":null}",
        "{\"letter\":\"unheard-of\",\"id\":1}",
        "{\"letter\":\"Queued\",\"id\":1}",
        "{\"letter\":\"mxping.cluster.Letter$Queued\",\"id\":1}",
        "{\"letter\":\"queued\"}",
        "{\"letter\":\"queued\",\"id\":null}",
        "{\"letter\":\"queued\",\"id\":\"one\"}",
        "{\"letter\":\"queued\",\"id\":99999999999999999999}",
        "{\"letter\":\"queued\",\"id\":1",
        "{\"letter\":\"announcement\",\"digest\":null,\"pages\":\"\"}",
        "GET / HTTP/1.1\r\n\r\n"
      })
  void whatIsNoLetterIsNone(String text) {
    assertThat(read(text)).isEmpty();
  }

  @Test
  void noiseIsNone() {
    Random random = new Random(25);
    for (int i = 0; i < 1_000; i++) {
      byte[] octets = new byte[random.nextInt(200)];
      random.nextBytes(octets);
      assertThat(Letters.read(octets, 0, octets.length)).isEmpty();
    }
  }

  @Test
  void whatIsNestedWithoutEndIsNone() {
    String deep = "[".repeat(1_000_000);

    assertThat(read(deep)).isEmpty();
    assertThat(read("{\"letter\":\"queued\",\"id\":1,\"more\":" + deep)).isEmpty();
  }
}
