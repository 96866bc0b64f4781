package mxping.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.UnsupportedEncodingException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The log of this process, on standard error. Ours is written from a level on that whoever starts
 * it chooses, that of libraries from {@code warn} on. Who configures {@code java.util.logging} by a
 * file of their own has it as that file says.
 */
public final class Log {
  private static final String MANAGER = "java.util.logging.manager";
  private static final String FILE = "java.util.logging.config.file";

  /** Kept, for a logger that nobody keeps forgets its level. */
  private static final Set<Logger> KEPT = ConcurrentHashMap.newKeySet();

  private Log() {}

  /** Makes the log outlive the begin of the JVM's end; comes before anything is logged. */
  public static void outlivesTheEnd() {
    if (System.getProperty(MANAGER) == null) {
      System.setProperty(MANAGER, "mxping.log.LastingLogManager");
    }
  }

  /** Writes events from {@code least} on, in this format. */
  public static void begin(LogLevel least, LogFormat format) {
    if (System.getProperty(FILE) != null) {
      return;
    }
    Logger ours = Logger.getLogger("mxping");
    ours.setLevel(least.level());
    KEPT.add(ours);
    Logger root = Logger.getLogger("");
    for (Handler handler : root.getHandlers()) {
      root.removeHandler(handler);
    }
    root.setLevel(Level.WARNING);
    root.addHandler(console(format));
  }

  private static Handler console(LogFormat format) {
    Handler console = new ConsoleHandler();
    console.setLevel(Level.ALL);
    console.setFormatter(new EventFormatter(format));
    try {
      console.setEncoding(UTF_8.name());
    } catch (UnsupportedEncodingException e) {
      throw new IllegalStateException("a JVM without UTF-8", e);
    }
    return console;
  }
}
