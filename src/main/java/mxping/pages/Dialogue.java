package mxping.pages;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import mxping.history.KeptDialogue;
import mxping.history.Past;
import mxping.smtp.Printable;
import mxping.smtp.Transcript;

/**
 * A dialogue with a mail host that is kept.
 *
 * @param title which one it is
 * @param told what it came to
 * @param lines empty where the transcript had to give way to later ones
 * @param open whether it is shown at first sight
 */
record Dialogue(String title, String when, Told told, List<Line> lines, boolean open) {

  /** A line of it: when, who, what; the class of its look. */
  record Line(String at, String who, String text, String look) {
    static Line of(Transcript.Line line) {
      String who =
          switch (line.side()) {
            case CLIENT -> "C:";
            case SERVER -> "S:";
            case NOTE -> "--";
          };
      return new Line(
          String.format(Locale.ROOT, "%8.3f", Words.seconds(line.at())),
          who,
          Printable.of(line.text()),
          line.side().name().toLowerCase(Locale.ROOT));
    }
  }

  /** The last bad and the last good dialogue with {@code who}, the later one first. */
  static List<Dialogue> of(String who, Past past, Instant now) {
    List<KeptDialogue> kept = new ArrayList<>();
    past.lastBad().ifPresent(kept::add);
    past.lastGood().ifPresent(kept::add);
    return kept.stream()
        .sorted(Comparator.comparing(KeptDialogue::ended).reversed())
        .map(dialogue -> of(who, dialogue, past, now))
        .toList();
  }

  private static Dialogue of(String who, KeptDialogue dialogue, Past past, Instant now) {
    boolean success = dialogue.deciding().outcome().success();
    boolean last = past.lastDialogue().filter(one -> one == dialogue).isPresent();
    return new Dialogue(
        success ? "Last good dialogue" : "Last bad dialogue",
        Words.moment(dialogue.ended()) + ", " + Words.ago(dialogue.ended(), now),
        Told.of(who, dialogue.deciding()),
        dialogue.transcript().stream().map(Line::of).toList(),
        last && !success);
  }
}
