/**
 * Every metric there is, with its name, unit, help, labels and buckets, as a view of the history at
 * the moment of each scrape: a host or check that left is gone from the next one, and a stale value
 * never shows. Only here are Micrometer and the Prometheus client known.
 */
@NullMarked
package mxping.metrics;

import org.jspecify.annotations.NullMarked;
