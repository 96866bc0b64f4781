package mxping.agent;

import java.io.IOException;
import java.io.OutputStream;
import mxping.web.Exposition;

/** Metrics as the web serves them. */
record Scrape(Source metrics) implements Exposition {

  /** Writes metrics in one of their forms. */
  interface Source {
    void write(mxping.metrics.Exposition form, OutputStream out) throws IOException;
  }

  @Override
  public String contentType(String accept) {
    return mxping.metrics.Exposition.accepted(accept).contentType();
  }

  @Override
  public void write(String accept, OutputStream out) throws IOException {
    metrics.write(mxping.metrics.Exposition.accepted(accept), out);
  }
}
