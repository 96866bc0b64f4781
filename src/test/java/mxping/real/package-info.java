/**
 * The agent as its own process against real mail hosts and a real name server: Postfix, Exim and
 * knot with configurations of their own, on loopback. Tagged {@code real}, run by {@code mvn verify
 * -Preal} as root, for Postfix wants that. A {@link mxping.real.Rig} ends whatever a test began,
 * and shows the logs of all where the test failed.
 */
@NullMarked
package mxping.real;

import org.jspecify.annotations.NullMarked;
