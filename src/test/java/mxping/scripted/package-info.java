/**
 * A mail host for tests: an SMTP server on a loopback port that plays a script, in which both
 * halves of the dialogue stand interleaved, and that fails the test with the transcript when the
 * client says something else. One thread ({@link mxping.scripted.Switchboard}) accepts and reads
 * for all connections, so that what the client did is recorded in the order it did it; one virtual
 * thread per connection plays its dialogue. Every wait is bounded. TLS is a {@link
 * mxping.scripted.Layer} between the dialogue and the connection. Nothing here uses the code under
 * test.
 */
@NullMarked
package mxping.scripted;

import org.jspecify.annotations.NullMarked;
