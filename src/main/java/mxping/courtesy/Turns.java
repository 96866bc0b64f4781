package mxping.courtesy;

import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Turns at addresses, where several agents visit the same ones and have agreed to take them. Not
 * asked about addresses at home. Thread-safe; does not block.
 */
public interface Turns {
  /** Of an agent alone, which asks nobody. */
  Turns FREE =
      new Turns() {
        @Override
        public boolean shared() {
          return false;
        }

        @Override
        public CompletableFuture<Turn> wish(InetAddress address) {
          return CompletableFuture.completedFuture(Turn.FREE);
        }
      };

  /** Whether other agents may have to be asked. */
  default boolean shared() {
    return true;
  }

  /**
   * Wishes for a turn at an address.
   *
   * @return the turn once it has come, which it does in the end, and never with an exception; who
   *     cancels it wishes no more. What depends on it must not block.
   */
  CompletableFuture<Turn> wish(InetAddress address);

  /** Leave to connect to an address once, which nobody else has until it is given back. */
  interface Turn {
    /** Of an agent that nobody else has to heed. */
    Turn FREE =
        new Turn() {
          @Override
          public int elsewhere() {
            return 0;
          }

          @Override
          public void end(int asked, Duration closed) {}
        };

    /** How many recipients that may be refused other agents asked for in the last 60 s. */
    int elsewhere();

    /**
     * Gives it back; only the first time counts.
     *
     * @param asked recipients that were asked for and may have been refused
     * @param closed for how long nobody may connect to the address
     */
    void end(int asked, Duration closed);
  }
}
