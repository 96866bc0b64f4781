package mxping.web;

import io.javalin.http.Context;

/** What {@code POST /-/reload} answers: 200 with what changed, or 500 with all problems. */
record Reload(Lifecycle lifecycle) {

  void answer(Context ctx) {
    if (!lifecycle.enabled()) {
      Plain.answer(ctx, 403, "Lifecycle API is not enabled.");
      return;
    }
    switch (lifecycle.reload().get()) {
      case Reloaded.Done done -> Plain.answer(ctx, 200, done.changes());
      case Reloaded.Refused refused ->
          Plain.answer(ctx, 500, String.join("\n", refused.problems()));
    }
  }
}
