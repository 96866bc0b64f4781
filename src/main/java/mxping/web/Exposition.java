package mxping.web;

import java.io.IOException;
import java.io.OutputStream;

/**
 * All metrics in the formats that Prometheus reads. Thread-safe: scrapes may overlap.
 *
 * <p>{@code accept} is the request's Accept header, empty where there is none.
 */
public interface Exposition {

  /** The Content-Type of what {@link #write} gives for the same {@code accept}. */
  String contentType(String accept);

  /** Writes one scrape, uncompressed; leaves {@code out} open. */
  void write(String accept, OutputStream out) throws IOException;
}
