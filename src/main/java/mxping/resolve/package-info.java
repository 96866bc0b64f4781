/**
 * From what a check names to mail hosts and their addresses: MX lookup with its rules (RFC 5321
 * 5.1, RFC 7505), address lookup, and the wire below them. The only package that knows dnsjava,
 * which encodes and reads the messages; the sockets are our own, blocking, for virtual threads, so
 * that the bound of a lookup holds to the millisecond and no lookup waits for another's. What the
 * DNS says is a value, a failure to say anything too; nothing here is cached.
 */
@NullMarked
package mxping.resolve;

import org.jspecify.annotations.NullMarked;
