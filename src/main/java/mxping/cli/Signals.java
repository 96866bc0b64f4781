package mxping.cli;

import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import mxping.agent.Agent;

/**
 * What signals do to the agent: SIGTERM and SIGINT let it end, SIGHUP has it reload. They are
 * heeded from before it starts; one that comes while it does waits until it has, so that a dialogue
 * that was begun meanwhile still ends with QUIT. Thread-safe.
 */
final class Signals {
  private final CompletableFuture<Agent> agent = new CompletableFuture<>();

  private Signals() {}

  /** Heeds them from now on; whoever calls has to say in the end whether an agent started. */
  static Signals heeded() {
    Signals signals = new Signals();
    Hangup.does(signals::reload);
    Runtime.getRuntime().addShutdownHook(new Thread(signals::end, "stop"));
    return signals;
  }

  /** The agent that they reach. */
  void reach(Agent started) {
    agent.complete(started);
  }

  /** None started, if {@link #reach} was not told otherwise before: they do nothing any more. */
  void startingIsOver() {
    agent.cancel(false);
  }

  private void reload() {
    try {
      agent.join().reload();
    } catch (CancellationException none) {
      // the program is about to end
    }
  }

  /** A signal is a good end, so the exit code is 0. */
  private void end() {
    Agent started;
    try {
      started = agent.join();
    } catch (CancellationException none) {
      return;
    }
    int code = Exit.OK;
    try {
      started.close();
    } catch (IOException | RuntimeException e) {
      System.err.println("mxping: did not stop cleanly: " + e);
      code = Exit.NOT_SO;
    }
    Runtime.getRuntime().halt(code);
  }
}
