package mxping.metrics;

/**
 * What of all there is to tell is exported.
 *
 * @param detail of mail hosts
 * @param buckets classic ones of the durations of probes and phases
 */
public record Export(Detail detail, Buckets buckets) {}
