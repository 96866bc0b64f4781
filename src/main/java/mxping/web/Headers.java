package mxping.web;

import io.javalin.http.Context;

/** What every answer tells a browser: believe the type, tell nobody, run nothing, keep nothing. */
final class Headers {
  static final String POLICY = "Content-Security-Policy";
  private static final String NOTHING = "default-src 'none'; frame-ancestors 'none'";

  private Headers() {}

  static void add(Context ctx) {
    ctx.header("X-Content-Type-Options", "nosniff");
    ctx.header("Referrer-Policy", "no-referrer");
    ctx.header("Cache-Control", "no-store");
    ctx.header(POLICY, NOTHING);
  }
}
