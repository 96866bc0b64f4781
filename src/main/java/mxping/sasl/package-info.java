/**
 * Logging in: the password's file, and the client's side of the mechanisms that prove to a host
 * that we know what is in it (RFC 4422). PLAIN (RFC 4616) and CRAM-MD5 (RFC 2195) are the JDK's,
 * SCRAM-SHA-256 (RFC 5802, RFC 7677) is a library's. No network here, and nothing that shows a
 * password.
 */
@NullMarked
package mxping.sasl;

import org.jspecify.annotations.NullMarked;
