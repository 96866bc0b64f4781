package mxping.metrics;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A form the metrics can be written in, chosen by the Accept header (RFC 9110 12.5.1). */
public enum Exposition {
  /** The text format of Prometheus, which people read too. */
  TEXT("text/plain", "version=0.0.4; charset=utf-8"),
  /** OpenMetrics 1.0. */
  OPENMETRICS("application/openmetrics-text", "version=1.0.0; charset=utf-8"),
  /** The only form that carries native histograms. */
  PROTOBUF(
      "application/vnd.google.protobuf",
      "proto=io.prometheus.client.MetricFamily; encoding=delimited");

  /** The form that is being written. */
  static final ScopedValue<Exposition> CURRENT = ScopedValue.newInstance();

  private final String mediaType;
  private final String parameters;

  Exposition(String mediaType, String parameters) {
    this.mediaType = mediaType;
    this.parameters = parameters;
  }

  /** The value of the Content-Type header. */
  public String contentType() {
    return mediaType + "; " + parameters;
  }

  /**
   * The form that {@code accept} likes best, of equals the one named first; text where it names
   * none of ours, as browsers do.
   *
   * @param accept all values of the header, separated by commas; empty where there is none
   */
  public static Exposition accepted(String accept) {
    Exposition best = TEXT;
    double bestQuality = 0;
    for (String range : accept.toLowerCase(Locale.ROOT).split(",", -1)) {
      List<String> parts = Arrays.stream(range.split(";", -1)).map(String::strip).toList();
      for (Exposition form : values()) {
        double quality = form.serves(parts) ? quality(parts) : 0;
        if (quality > bestQuality) {
          best = form;
          bestQuality = quality;
        }
      }
    }
    return best;
  }

  private boolean serves(List<String> range) {
    return switch (this) {
      case TEXT -> List.of(mediaType, "text/*", "*/*").contains(range.getFirst());
      case OPENMETRICS -> range.getFirst().equals(mediaType);
      case PROTOBUF ->
          range.getFirst().equals(mediaType)
              && range.contains("proto=io.prometheus.client.metricfamily")
              && range.contains("encoding=delimited");
    };
  }

  private static double quality(List<String> range) {
    String stated = range.stream().filter(part -> part.startsWith("q=")).findFirst().orElse("q=1");
    try {
      return Double.parseDouble(stated.substring(2));
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
