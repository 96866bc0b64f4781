package mxping.config;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import mxping.config.WebConfig.Rate;

/** The keys {@code http_server_config} and {@code rate_limit}. */
final class HttpDecoder {
  /** Headers that are added to every answer. */
  static final Form<Map<String, String>> FORM = Form.mapping(HttpDecoder::http);

  /** Empty where nothing is limited. */
  static final Form<Optional<Rate>> RATE = Form.mapping(HttpDecoder::rate);

  private static final Map<String, List<String>> HEADERS =
      Map.of(
          "Content-Security-Policy", List.of(),
          "Strict-Transport-Security", List.of(),
          "X-Content-Type-Options", List.of("nosniff"),
          "X-Frame-Options", List.of("deny", "sameorigin"),
          "X-XSS-Protection", List.of());

  private HttpDecoder() {}

  private static Map<String, String> http(Fields fields) {
    fields
        .take("http2", Words.TRUE_OR_FALSE)
        .filter(wanted -> wanted)
        .ifPresent(
            wanted ->
                fields.problem(
                    "http2", "is not supported: HTTP/1.1 is spoken; say false or leave it out"));
    return fields.take("headers", Form.mapping(HttpDecoder::headers)).orElse(Map.of());
  }

  private static Map<String, String> headers(Fields fields) {
    Map<String, String> headers = new LinkedHashMap<>();
    HEADERS.forEach(
        (name, allowed) ->
            fields
                .take(name, text -> value(text, allowed))
                .filter(value -> !value.isEmpty())
                .ifPresent(value -> headers.put(name, value)));
    return headers;
  }

  private static Parsed<String> value(String text, List<String> allowed) {
    if (!text.chars().allMatch(c -> c >= ' ' && c < 127)) {
      return Parsed.bad("is not the value of a header: printable ASCII only");
    }
    return text.isEmpty() || allowed.isEmpty() || allowed.contains(text.toLowerCase(Locale.ROOT))
        ? Parsed.good(text)
        : Parsed.bad("is not one of " + String.join(", ", allowed));
  }

  private static Optional<Rate> rate(Fields fields) {
    Duration interval =
        fields.take("interval", Durations.between("0s", "1h")).orElse(Duration.ZERO);
    int burst = fields.take("burst", Numbers.between(0, 1_000_000)).orElse(0);
    if (interval.isPositive() && burst == 0) {
      fields.problem(
          "burst", "needs a `burst` of at least 1, or no request would ever be answered");
    }
    return interval.isPositive() ? Optional.of(new Rate(interval, burst)) : Optional.empty();
  }
}
