package mxping.web;

import io.javalin.http.Context;
import java.util.Map;
import org.eclipse.jetty.server.Response;

/**
 * What every answer tells a browser: believe the type, tell nobody, run nothing, keep nothing. What
 * the operator says of a header stays.
 */
final class Headers {
  static final String POLICY = "Content-Security-Policy";

  private static final Map<String, String> USUAL =
      Map.of(
          "X-Content-Type-Options",
          "nosniff",
          "Referrer-Policy",
          "no-referrer",
          "Cache-Control",
          "no-store",
          POLICY,
          "default-src 'none'; frame-ancestors 'none'");

  private Headers() {}

  static void add(Context ctx) {
    USUAL.forEach(
        (name, value) -> {
          if (!ctx.res().containsHeader(name)) {
            ctx.header(name, value);
          }
        });
  }

  static void add(Response response) {
    USUAL.forEach(
        (name, value) -> {
          if (!response.getHeaders().contains(name)) {
            response.getHeaders().put(name, value);
          }
        });
  }
}
