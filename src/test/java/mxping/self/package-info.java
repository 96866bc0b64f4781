/** The agent's own responder, as a client meets it. */
@NullMarked
package mxping.self;

import org.jspecify.annotations.NullMarked;
