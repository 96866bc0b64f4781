package mxping.web;

import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import mxping.smtp.Printable;

/** {@code /probe}: questions and answers in the form of blackbox_exporter. */
record ProbeEndpoint(Probing probing) {
  private static final String TIMEOUT = "X-Prometheus-Scrape-Timeout-Seconds";

  /** What is left to the scraper of its own timeout, as blackbox_exporter leaves it. */
  private static final double OFFSET_SECONDS = 0.5;

  private static final double MOST_SECONDS = 3600;

  void answer(Context ctx) throws IOException {
    List<String> targets = ctx.queryParams("target");
    List<String> modules = ctx.queryParams("module");
    if (targets.size() != 1 || modules.size() > 1) {
      String which = targets.isEmpty() ? "target is missing" : "a parameter is given twice";
      Plain.answer(ctx, 400, which + ": /probe?target=example.net&module=NAME_OF_A_CHECK");
      return;
    }
    double seconds = seconds(Optional.ofNullable(ctx.header(TIMEOUT)).orElse("0"));
    if (Double.isNaN(seconds)) {
      Plain.answer(ctx, 400, TIMEOUT + " is no number of seconds");
      return;
    }
    String module = modules.isEmpty() ? "" : modules.getFirst();
    show(ctx, probing.probe(new Probing.Question(targets.getFirst(), module, within(seconds))));
  }

  private static void show(Context ctx, Probing.Answer answer) throws IOException {
    switch (answer) {
      case Probing.Answer.Found found -> show(ctx, found);
      case Probing.Answer.Unclear unclear -> Plain.answer(ctx, 400, words(unclear.words()));
      case Probing.Answer.Refused refused -> Plain.answer(ctx, 403, words(refused.words()));
      case Probing.Answer.Busy busy -> {
        long seconds = Math.max(1, busy.again().plusMillis(999).toSeconds());
        ctx.header("Retry-After", Long.toString(seconds));
        Plain.answer(ctx, 503, words(busy.words()));
      }
    }
  }

  private static void show(Context ctx, Probing.Answer.Found found) throws IOException {
    if ("true".equals(ctx.queryParam("debug"))) {
      Streamed.answer(ctx, Plain.TYPE, new ProbeReport(found)::writeTo);
      return;
    }
    String accept = Optional.ofNullable(ctx.header("Accept")).orElse("");
    Exposition metrics = found.metrics();
    Streamed.answer(ctx, metrics.contentType(accept), out -> metrics.write(accept, out));
  }

  private static String words(String words) {
    return Printable.of(words);
  }

  /** NaN for what is no number; 0 for none, as Prometheus never says. */
  private static double seconds(String text) {
    try {
      double seconds = Double.parseDouble(text);
      return seconds >= 0 && seconds <= MOST_SECONDS ? seconds : Double.NaN;
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  /** What may be taken of the scraper's time: of very little, half. */
  private static Optional<Duration> within(double seconds) {
    double most = Math.max(seconds - OFFSET_SECONDS, seconds / 2);
    return seconds > 0 ? Optional.of(Duration.ofNanos((long) (most * 1e9))) : Optional.empty();
  }
}
