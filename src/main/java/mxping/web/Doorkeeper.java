package mxping.web;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import mxping.config.WebConfig;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Whom every request meets first: adds the headers that the operator wants, and lets in who may
 * come. Thread-safe.
 */
final class Doorkeeper extends Handler.Wrapper {
  private static final String CHALLENGE = "Basic realm=\"mxping\", charset=\"UTF-8\"";

  private final Passwords passwords = new Passwords();
  private final AtomicReference<@Nullable TokenBucket> bucket = new AtomicReference<>();
  private volatile WebConfig config;

  Doorkeeper(WebConfig config) {
    this.config = config;
  }

  /** From now on. */
  void follow(WebConfig config) {
    this.config = config;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    WebConfig now = config;
    now.headers().forEach(response.getHeaders()::put);
    if (request.getLength() > Limits.BODY_OCTETS) {
      response.getHeaders().put(HttpHeader.CONNECTION, "close");
      return refuse(response, 413, callback);
    }
    if (!inTime(now.rate())) {
      return refuse(response, 429, callback);
    }
    Optional<String> authorization =
        Optional.ofNullable(request.getHeaders().get(HttpHeader.AUTHORIZATION));
    return switch (passwords.judge(now.users(), authorization)) {
      case WELCOME -> super.handle(request, response, callback);
      case UNAUTHORIZED -> {
        response.getHeaders().put(HttpHeader.WWW_AUTHENTICATE, CHALLENGE);
        yield refuse(response, 401, callback);
      }
      case LATER -> {
        response.getHeaders().put(HttpHeader.RETRY_AFTER, 1);
        yield refuse(response, 429, callback);
      }
    };
  }

  private boolean inTime(Optional<WebConfig.Rate> rate) {
    if (rate.isEmpty()) {
      return true;
    }
    long now = System.nanoTime();
    TokenBucket mine =
        bucket.updateAndGet(
            before ->
                before != null && before.rate().equals(rate.get())
                    ? before
                    : new TokenBucket(rate.get(), now));
    return mine == null || mine.take(now);
  }

  private static boolean refuse(Response response, int status, Callback callback) {
    response.setStatus(status);
    Headers.add(response);
    return Failures.write(response, callback);
  }
}
