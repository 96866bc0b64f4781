/**
 * A DNS server for tests, scripted in master-file text: it stands at the top of a test like the
 * zone that the test is about, answers over UDP and TCP on a loopback port of its own, and
 * misbehaves on request.
 */
@NullMarked
package mxping.zone;

import org.jspecify.annotations.NullMarked;
