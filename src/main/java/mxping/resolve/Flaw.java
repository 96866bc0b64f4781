package mxping.resolve;

/**
 * Something wrong with an MX set that does not stop its hosts from being probed.
 *
 * @param words what, for people; names in it are escaped as in a master file (RFC 1035 5.1)
 */
public record Flaw(String words) {}
