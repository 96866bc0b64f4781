/**
 * The one store of what happened: of each check its last round, of each of its mail hosts the last
 * result, counters of both, their last rounds packed in a ring each, and the last good and the last
 * bad dialogue of a host. Metrics and pages are views of it. When a result is stale is decided here
 * and nowhere else.
 */
@NullMarked
package mxping.history;

import org.jspecify.annotations.NullMarked;
