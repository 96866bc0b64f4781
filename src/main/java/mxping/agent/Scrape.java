package mxping.agent;

import java.io.IOException;
import java.io.OutputStream;
import mxping.metrics.Metrics;
import mxping.web.Exposition;

/** The metrics as the web serves them. */
record Scrape(Metrics metrics) implements Exposition {

  @Override
  public String contentType(String accept) {
    return mxping.metrics.Exposition.accepted(accept).contentType();
  }

  @Override
  public void write(String accept, OutputStream out) throws IOException {
    metrics.write(mxping.metrics.Exposition.accepted(accept), out);
  }
}
