package mxping.web;

import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import mxping.history.CheckState;
import mxping.history.History;
import mxping.history.Standing;
import mxping.pages.Fellows;
import mxping.pages.Fellows.Word;

/**
 * The answer to "is the mail host up?" as a status: 200 where it is, 503 where it is not or nobody
 * knows. What a load balancer or a readiness probe asks.
 */
public record Gate(History history, Fellows fellows) {
  private static final int LINES = 100;

  void all(Context ctx) {
    long now = history.now();
    List<CheckState> down =
        history.checks().stream().filter(state -> !Standing.of(state, now).up()).toList();
    if (down.isEmpty()) {
      Plain.answer(ctx, 200, "all checks are up");
      return;
    }
    String lines =
        down.stream().limit(LINES).map(state -> line(state, now)).collect(Collectors.joining("\n"));
    int more = down.size() - LINES;
    Plain.answer(ctx, 503, more > 0 ? lines + "\nand " + more + " more" : lines);
  }

  void one(Context ctx) {
    String name = ctx.pathParam("name");
    Word word =
        word(history, name)
            .or(() -> fellows.find(name).map(this::asked))
            .orElse(new Word(404, "no such check"));
    Plain.answer(ctx, word.status(), word.text());
  }

  /** How a check of this agent is; empty where it does not run it. */
  public static Optional<Word> word(History history, String name) {
    long now = history.now();
    return history
        .check(name)
        .map(state -> new Word(Standing.of(state, now).up() ? 200 : 503, line(state, now)));
  }

  /** What the member says that runs the check, and which one that is. */
  private Word asked(Fellows.Elsewhere where) {
    return fellows
        .ask(where)
        .map(word -> new Word(word.status(), word.text() + "\n" + runBy(where)))
        .orElseGet(() -> new Word(503, runBy(where) + ", which does not answer"));
  }

  static String runBy(Fellows.Elsewhere where) {
    return "run by " + where.member() + where.pages().map(pages -> ", " + pages).orElse("");
  }

  private static String line(CheckState state, long now) {
    return state.check().name() + ": " + Standing.of(state, now).words();
  }
}
