/**
 * What an agent costs, measured on this machine against mail hosts of its own: {@code mvn -Pbench
 * verify}. It measures the distribution where one was built, else the classes on this JDK.
 */
@NullMarked
package mxping.bench;

import org.jspecify.annotations.NullMarked;
