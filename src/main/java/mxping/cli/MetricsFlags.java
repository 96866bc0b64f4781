package mxping.cli;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import mxping.config.Typed;
import mxping.metrics.Buckets;
import mxping.metrics.Detail;
import mxping.metrics.Export;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The flags {@code --metrics.*}. */
final class MetricsFlags {
  private static final String NONE = "none";

  @Option(
      names = "--metrics.detail",
      paramLabel = "full|lean",
      converter = OfDetail.class,
      description =
          "How much to export of each mail host: full, or lean, which leaves out its phases,"
              + " recipients and capabilities (default: full).")
  private Detail detail = Detail.FULL;

  @Option(
      names = "--metrics.classic-buckets",
      paramLabel = "BOUND,...|none",
      converter = OfBuckets.class,
      description =
          "Upper bounds of the classic histograms of durations, such as 100ms,1s,10s; none leaves"
              + " them to the native histograms (default: 15 from 5ms to 60s).")
  private Buckets buckets = Buckets.DEFAULT;

  Export export() {
    return new Export(detail, buckets);
  }

  private static final class OfDetail implements ITypeConverter<Detail> {
    @Override
    public Detail convert(String text) {
      return switch (text) {
        case "full" -> Detail.FULL;
        case "lean" -> Detail.LEAN;
        default -> throw new TypeConversionException("'" + text + "' is neither full nor lean");
      };
    }
  }

  private static final class OfBuckets implements ITypeConverter<Buckets> {
    @Override
    public Buckets convert(String text) {
      try {
        return new Buckets(text.equals(NONE) ? List.of() : bounds(text));
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }

    private static List<Duration> bounds(String text) {
      return Arrays.stream(text.split(",", -1)).map(Typed::bound).toList();
    }
  }
}
