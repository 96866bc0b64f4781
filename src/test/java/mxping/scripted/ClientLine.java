package mxping.scripted;

/**
 * A line that the client said, without its CRLF, and the time of the monotonic clock ({@link
 * System#nanoTime}) when its last octet arrived.
 */
public record ClientLine(String text, long arrivedNanos) {}
