package mxping.scripted;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/** A reader of what follows {@code S! tls}; {@link ScriptedSmtp} says what may stand there. */
final class TlsReader {
  private final int number;
  private final String line;

  TlsReader(int number, String line) {
    this.number = number;
    this.line = line;
  }

  Step read(String text) {
    String[] words = text.isBlank() ? new String[0] : text.strip().split(" +", 2);
    String first = words.length == 0 ? "" : words[0];
    String rest = words.length < 2 ? "" : words[1];
    return switch (first) {
      case "hang" -> new Step.TlsFault(number, none(first, rest), "", false);
      case "garbage" ->
          new Step.TlsFault(number, none(first, rest), Octets.escape(Octets.garbage()), false);
      case "raw" -> new Step.TlsFault(number, text.strip(), escaped(rest), false);
      case "fail" -> new Step.TlsFault(number, text.strip(), alert(rest), true);
      default -> handshake(new ArrayDeque<>(Arrays.asList(text.strip().split(" +"))));
    };
  }

  private Step handshake(Deque<String> words) {
    TlsOffer offer = TlsOffer.PLAIN;
    boolean broken = false;
    while (!words.isEmpty()) {
      String word = words.remove();
      switch (word) {
        case "" -> {}
        case "TLSv1.2", "TLSv1.3" -> offer = offer.only(word);
        case "wants" -> offer = offer.asking(TlsOffer.Asking.WANTS);
        case "needs" -> offer = offer.asking(TlsOffer.Asking.NEEDS);
        case "broken" -> broken = true;
        case "drip" -> {
          if (words.isEmpty()) {
            throw ScriptReader.wrong(number, line, "drip needs an argument");
          }
          offer = offer.drip(ScriptReader.duration(number, line, words.remove()));
        }
        default -> throw ScriptReader.wrong(number, line, "tls knows no " + word);
      }
    }
    return broken ? new Step.BreakTls(number, offer) : new Step.StartTls(number, offer);
  }

  private String alert(String name) {
    Alert alert =
        name.isEmpty()
            ? Alert.HANDSHAKE_FAILURE
            : Alert.named(name)
                .orElseThrow(
                    () -> ScriptReader.wrong(number, line, "tls fail knows no alert " + name));
    return Octets.escape(alert.octets());
  }

  private String escaped(String text) {
    if (text.isEmpty()) {
      throw ScriptReader.wrong(number, line, "tls raw needs an argument");
    }
    return ScriptReader.escaped(number, line, text);
  }

  private String none(String word, String rest) {
    if (!rest.isEmpty()) {
      throw ScriptReader.wrong(number, line, "tls " + word + " takes no argument");
    }
    return word;
  }
}
