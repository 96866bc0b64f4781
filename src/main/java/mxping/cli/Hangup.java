package mxping.cli;

import java.lang.reflect.Proxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * SIGHUP, which long-running programs take for "read your configuration again". The JDK's own way
 * to it, {@code sun.misc.Signal}, is meant for nobody and used by everybody; where it is missing,
 * the program goes on without.
 */
final class Hangup {
  private Hangup() {}

  /** Has {@code action} done, on a thread of its own, whenever the signal comes. */
  static void does(Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> receiver = Class.forName("sun.misc.SignalHandler");
      Object told =
          Proxy.newProxyInstance(
              Hangup.class.getClassLoader(),
              new Class<?>[] {receiver},
              (proxy, method, arguments) -> {
                action.run();
                return null;
              });
      signal
          .getMethod("handle", signal, receiver)
          .invoke(null, signal.getConstructor(String.class).newInstance("HUP"), told);
    } catch (ReflectiveOperationException e) {
      log().warn("SIGHUP does not reload here", e);
    }
  }

  /** Not a constant: the level of logging has to be set before the first logger is made. */
  private static Logger log() {
    return LoggerFactory.getLogger(Hangup.class);
  }
}
