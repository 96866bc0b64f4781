package mxping.web;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import mxping.smtp.Printable;
import org.eclipse.jetty.ee10.servlet.ServletContextResponse;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a client is told when it gets no answer of an endpoint: one plain line, never a stack. A bug
 * of ours is logged with its stack, once, here.
 */
final class Failures {
  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
  private static final String INTERNAL = "500 internal error";

  private Failures() {}

  static void answer(JavalinConfig config) {
    config.routes.exception(HttpResponseException.class, (refused, ctx) -> line(ctx, refused));
    config.routes.exception(MethodNotAllowedResponse.class, Failures::notAllowed);
    config.routes.exception(IOException.class, Failures::gone);
    config.routes.exception(Exception.class, Failures::bug);
    config.router.javaLangErrorHandler(Failures::error);
  }

  private static void line(Context ctx, HttpResponseException refused) {
    Plain.answer(ctx, refused.getStatus(), words(refused.getStatus()));
  }

  private static void notAllowed(MethodNotAllowedResponse refused, Context ctx) {
    ctx.header("Allow", Endpoints.allowed(ctx.path()));
    line(ctx, refused);
  }

  /** The client left before it had everything. */
  private static void gone(IOException gone, Context ctx) {
    LOG.debug("{} gave up on {}", ctx.ip(), Printable.of(ctx.path()), gone);
    abort(ctx.res());
  }

  private static void bug(Exception bug, Context ctx) {
    LOG.error("internal error while answering {}", Printable.of(ctx.path()), bug);
    if (ctx.res().isCommitted()) {
      abort(ctx.res());
    } else {
      ctx.res().reset();
      Headers.add(ctx);
      Plain.answer(ctx, 500, INTERNAL);
    }
  }

  private static void error(HttpServletResponse response, Error error) {
    LOG.error("internal error while answering", error);
    if (response.isCommitted()) {
      abort(response);
      return;
    }
    response.reset();
    response.setStatus(500);
    response.setContentType(Plain.TYPE);
    try {
      response.getOutputStream().print(INTERNAL + "\n");
    } catch (IOException e) {
      LOG.debug("the client left meanwhile", e);
    }
  }

  /** Cuts the connection, so that what was written cannot be taken for the whole. */
  private static void abort(HttpServletResponse response) {
    ServletContextResponse.getServletContextResponse(response)
        .getRequest()
        .getConnectionMetaData()
        .getConnection()
        .getEndPoint()
        .close();
  }

  /** For requests that reach no endpoint, such as those that are no HTTP. */
  static boolean belowJavalin(Request request, Response response, Callback callback) {
    return write(response, callback);
  }

  /** The status of {@code response} as its one line. */
  static boolean write(Response response, Callback callback) {
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, Plain.TYPE);
    Content.Sink.write(response, true, words(response.getStatus()) + "\n", callback);
    return true;
  }

  private static String words(int status) {
    return status + " " + HttpStatus.getMessage(status);
  }
}
