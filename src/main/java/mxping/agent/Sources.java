package mxping.agent;

import java.util.Optional;
import java.util.function.Supplier;
import mxping.config.Loaded;
import mxping.config.WebLoaded;

/**
 * Where the agent's configuration comes from: read once for the start, and again whenever it is to
 * be loaded anew. Reading blocks on the disk.
 *
 * @param web of {@code --web.config.file}, where there is one
 */
public record Sources(Checks checks, Optional<Web> web) {

  /** The checks, as they were read first, and how to read them again. */
  public record Checks(Loaded.Valid first, Supplier<Loaded> again) {}

  /** How to serve HTTP, as it was read first, and how to read it again. */
  public record Web(WebLoaded.Valid first, Supplier<WebLoaded> again) {}
}
