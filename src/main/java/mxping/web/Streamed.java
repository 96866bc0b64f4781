package mxping.web;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** An answer that is sent while it is made, with gzip where the client takes it. */
final class Streamed {
  /** Makes the body. */
  interface Body {
    void writeTo(OutputStream out) throws IOException;
  }

  private Streamed() {}

  static void answer(Context ctx, String contentType, Body body) throws IOException {
    boolean gzip = takesGzip(Optional.ofNullable(ctx.header("Accept-Encoding")).orElse(""));
    ctx.contentType(contentType).header("Vary", "Accept-Encoding");
    if (gzip) {
      ctx.header("Content-Encoding", "gzip");
    }
    if (ctx.method().equals(HandlerType.HEAD)) {
      return;
    }
    OutputStream out = ctx.res().getOutputStream();
    OutputStream to = gzip ? new FastGzip(out) : out;
    body.writeTo(to);
    // not on failure: that would end the body well and pass off a part for the whole
    to.close();
  }

  /** Whether {@code accepted} names gzip without a weight of 0 (RFC 9110 12.5.3). */
  static boolean takesGzip(String accepted) {
    return Arrays.stream(accepted.toLowerCase(Locale.ROOT).split(",", -1))
        .map(String::strip)
        .filter(coding -> coding.matches("gzip(\\s*;.*)?"))
        .anyMatch(coding -> !coding.matches(".*;\\s*q\\s*=\\s*0(\\.0*)?\\s*"));
  }
}
