package mxping.web;

import io.javalin.http.Context;

/** An answer of plain text. */
final class Plain {
  static final String TYPE = "text/plain; charset=utf-8";

  private Plain() {}

  /** {@code text} and the end of its last line. */
  static void answer(Context ctx, int status, String text) {
    ctx.status(status).contentType(TYPE).result(text + "\n");
  }
}
