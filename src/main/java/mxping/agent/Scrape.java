package mxping.agent;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import mxping.web.Exposition;

/**
 * Metrics as the web serves them, each time on a thread of the system: a scrape computes for as
 * long as hundreds of probes take, and a virtual thread would let none of them in between.
 */
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
    mxping.metrics.Exposition form = mxping.metrics.Exposition.accepted(accept);
    FutureTask<Boolean> scrape =
        new FutureTask<>(
            () -> {
              metrics.write(form, out);
              return true;
            });
    Thread.ofPlatform().name("scrape").daemon().start(scrape);
    await(scrape);
  }

  private static void await(FutureTask<Boolean> scrape) throws IOException {
    try {
      scrape.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException broken) {
        throw broken;
      }
      throw new IllegalStateException("a scrape broke", e.getCause());
    } catch (InterruptedException e) {
      scrape.cancel(true);
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("nobody waits for the scrape any more");
    }
  }
}
