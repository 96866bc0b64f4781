package mxping.bench;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import mxping.metrics.Detail;
import mxping.metrics.Exposition;
import mxping.metrics.Metrics;
import mxping.web.FastGzip;

/** Time, size and allocation of a scrape of many checks with two mail hosts each, on this JVM. */
record Scrapes() implements Measurement {
  private static final int TIMES = 3;

  @Override
  public String about() {
    return "scrapes of checks with 2 mail hosts each, in the JVM of the bench";
  }

  @Override
  public List<Figure> taken() throws Exception {
    List<Figure> figures = new ArrayList<>();
    for (int checks : new int[] {100, 1000, 10_000}) {
      for (Detail detail : Detail.values()) {
        Metrics metrics = Population.of(checks, detail);
        for (Exposition form : Exposition.values()) {
          String what =
              "%,d checks, %s, %s".formatted(checks, detail, form).toLowerCase(Locale.ROOT);
          measure(figures, what, metrics, form, false);
          measure(figures, what + ", gzip", metrics, form, true);
        }
      }
    }
    return figures;
  }

  private static void measure(
      List<Figure> figures, String what, Metrics metrics, Exposition form, boolean gzip)
      throws IOException {
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    double[] millis = new double[TIMES];
    double[] allocated = new double[TIMES];
    Counted octets = new Counted();
    for (int i = 0; i < TIMES; i++) {
      octets = new Counted();
      long before = threads.getCurrentThreadAllocatedBytes();
      long began = System.nanoTime();
      try (OutputStream out = gzip ? new FastGzip(octets) : octets) {
        metrics.write(form, out);
      }
      millis[i] = (System.nanoTime() - began) / 1e6;
      allocated[i] = (threads.getCurrentThreadAllocatedBytes() - before) / 1e6;
    }
    figures.add(new Figure(what + ": time", Figure.median(millis), "ms"));
    figures.add(new Figure(what + ": allocated", Figure.median(allocated), "MB"));
    figures.add(new Figure(what + ": size", octets.count / 1e6, "MB"));
  }

  /** Takes octets for their number's sake. */
  private static final class Counted extends OutputStream {
    private long count;

    @Override
    public void write(int octet) {
      count++;
    }

    @Override
    public void write(byte[] octets, int from, int length) {
      count += length;
    }
  }
}
