package mxping.web;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import mxping.check.Configuration;

/**
 * The life of the agent, as far as HTTP shows and touches it.
 *
 * @param ready whether the checks are loaded and scheduled
 * @param configuration what is loaded
 * @param enabled whether a reload may be asked for
 * @param reload loads the checks anew, and waits for the end of it
 */
public record Lifecycle(
    BooleanSupplier ready,
    Supplier<Configuration> configuration,
    boolean enabled,
    Supplier<Reloaded> reload) {}
