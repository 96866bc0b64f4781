package mxping.web;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * How views become JSON: names in snake_case, keys in the order of the records, absent values as
 * null, instants in RFC 3339, durations as seconds.
 */
final class Json {
  static final String TYPE = "application/json";

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET, StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
          .build();

  /** What is said where there is nothing to view. */
  record Problem(String error) {}

  private Json() {}

  /**
   * Writes {@code view}; leaves {@code out} open.
   *
   * @throws IOException from {@code out}
   */
  static void write(Object view, OutputStream out) throws IOException {
    try {
      MAPPER.writeValue(out, view);
    } catch (JacksonIOException e) {
      throw e.getCause();
    }
  }

  static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
