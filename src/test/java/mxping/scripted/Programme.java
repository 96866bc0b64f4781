package mxping.scripted;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The dialogues that a server plays, one for each connection in turn; the last one again for all
 * that follow.
 */
final class Programme {
  private final List<Dialogue> dialogues;
  private final AtomicInteger played = new AtomicInteger();

  private Programme(List<? extends Dialogue> dialogues) {
    if (dialogues.isEmpty()) {
      throw new IllegalArgumentException("nothing to play");
    }
    this.dialogues = List.copyOf(dialogues);
  }

  static Programme of(String... scripts) {
    return new Programme(
        Arrays.stream(scripts).map(text -> new ScriptedDialogue(Script.of(text))).toList());
  }

  static Programme of(UnaryOperator<String> rcpt) {
    return new Programme(List.of(new RuleDialogue(command -> "", rcpt)));
  }

  /** One rule for each connection, which goes before what a plain mail host answers. */
  static Programme of(Supplier<UnaryOperator<String>> rules) {
    return new Programme(
        List.of(
            (Dialogue) wire -> new RuleDialogue(rules.get(), rcpt -> "250 2.1.5 ok").play(wire)));
  }

  Dialogue next() {
    return dialogues.get(Math.min(played.getAndIncrement(), dialogues.size() - 1));
  }
}
