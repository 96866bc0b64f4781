package mxping.web;

import io.javalin.http.Context;
import java.util.List;
import java.util.stream.Collectors;
import mxping.history.CheckState;
import mxping.history.History;
import mxping.history.Standing;

/**
 * The answer to "is the mail host up?" as a status: 200 where it is, 503 where it is not or nobody
 * knows. What a load balancer or a readiness probe asks.
 */
record Gate(History history) {
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
    long now = history.now();
    String name = ctx.pathParam("name");
    history
        .check(name)
        .ifPresentOrElse(
            state -> {
              int status = Standing.of(state, now).up() ? 200 : 503;
              Plain.answer(ctx, status, line(state, now));
            },
            () -> Plain.answer(ctx, 404, "no such check"));
  }

  private static String line(CheckState state, long now) {
    return state.check().name() + ": " + Standing.of(state, now).words();
  }
}
