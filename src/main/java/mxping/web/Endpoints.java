package mxping.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.util.Optional;
import java.util.function.UnaryOperator;
import mxping.config.Schema;
import mxping.history.CheckState;
import mxping.history.History;
import mxping.pages.Fellows;
import mxping.pages.Page;
import mxping.pages.Pages;

/**
 * Every path that is answered, and by what.
 *
 * @param probe where probes on request are to be had
 */
record Endpoints(
    History history,
    Exposition exposition,
    Optional<ProbeEndpoint> probe,
    Lifecycle lifecycle,
    Fellows fellows) {
  private static final String RELOAD = "/-/reload";

  /** The methods of a path that is there. */
  static String allowed(String path) {
    return path.equals(RELOAD) ? "POST" : "GET, HEAD";
  }

  void open(RoutesConfig routes) {
    Gate gate = new Gate(history, fellows);
    Pages pages = new Pages(history, fellows);
    routes.before(Headers::add);
    get(routes, "/", ctx -> page(ctx, pages.checks(query(ctx))));
    get(routes, "/checks/{name}", ctx -> page(ctx, pages.check(ctx.pathParam("name"), query(ctx))));
    get(routes, "/metrics", this::metrics);
    get(routes, "/api/v1/checks", this::checks);
    get(routes, "/api/v1/checks/{name}", this::check);
    get(routes, "/api/v1/config", this::config);
    get(routes, "/api/v1/schema", Endpoints::schema);
    probe.ifPresent(endpoint -> get(routes, "/probe", endpoint::answer));
    get(routes, "/-/healthy", ctx -> Plain.answer(ctx, 200, "mxping is healthy."));
    get(routes, "/-/ready", this::ready);
    get(routes, "/-/checks", gate::all);
    get(routes, "/-/checks/{name}", gate::one);
    routes.post(RELOAD, new Reload(lifecycle)::answer);
  }

  /** HEAD too: left to itself, Javalin answers it with 200 wherever there is a GET. */
  private static void get(RoutesConfig routes, String path, Handler answer) {
    routes.get(path, answer);
    routes.head(path, answer);
  }

  private void metrics(Context ctx) throws IOException {
    String accept = Optional.ofNullable(ctx.header("Accept")).orElse("");
    Streamed.answer(ctx, exposition.contentType(accept), out -> exposition.write(accept, out));
  }

  private void ready(Context ctx) {
    if (lifecycle.ready().getAsBoolean()) {
      Plain.answer(ctx, 200, "mxping is ready.");
    } else {
      Plain.answer(ctx, 503, "mxping is not ready: its checks are not yet scheduled.");
    }
  }

  private static void page(Context ctx, Page page) throws IOException {
    ctx.header(Headers.POLICY, Page.POLICY).status(page.status());
    Streamed.answer(ctx, Page.TYPE, page::writeTo);
  }

  /** What the address asks for by name, empty where it does not. */
  private static UnaryOperator<String> query(Context ctx) {
    return name -> Optional.ofNullable(ctx.queryParam(name)).orElse("");
  }

  private static void schema(Context ctx) throws IOException {
    Streamed.answer(ctx, "application/schema+json", Schema::writeTo);
  }

  private void config(Context ctx) throws IOException {
    ConfigView view = ConfigView.of(lifecycle.configuration().get());
    Streamed.answer(ctx, Json.TYPE, out -> Json.write(view, out));
  }

  private void checks(Context ctx) throws IOException {
    Streamed.answer(
        ctx, Json.TYPE, out -> Json.write(ChecksView.of(history.checks(), history.now()), out));
  }

  private String missing(String check) {
    return fellows.find(check).map(Gate::runBy).orElse("no such check");
  }

  private void check(Context ctx) throws IOException {
    Optional<CheckState> state = history.check(ctx.pathParam("name"));
    Object view =
        state
            .<Object>map(known -> CheckDetail.of(known, history.now()))
            .orElseGet(() -> new Json.Problem(missing(ctx.pathParam("name"))));
    ctx.status(state.isPresent() ? 200 : 404);
    Streamed.answer(ctx, Json.TYPE, out -> Json.write(view, out));
  }
}
