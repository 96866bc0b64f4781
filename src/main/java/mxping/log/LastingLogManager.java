package mxping.log;

import java.util.logging.LogManager;

/**
 * The JDK's log manager, but for its habit to close all handlers as soon as the JVM begins to end:
 * what an agent does while it stops is logged too. Named to the JVM by {@link Log#outlivesTheEnd}.
 */
public final class LastingLogManager extends LogManager {

  /** Nothing: handlers write through, so that none has to be closed. */
  @Override
  public void reset() {}
}
