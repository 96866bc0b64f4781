/**
 * The one store of what happened: of each check its last round, of each of its mail hosts the last
 * result, and counters of both. Metrics and pages are views of it. When a result is stale is
 * decided here and nowhere else.
 */
@NullMarked
package mxping.history;

import org.jspecify.annotations.NullMarked;
