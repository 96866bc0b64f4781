/**
 * One dialogue with one address of a mail host, as a list of phases, and what it says about the
 * host: outcome, reason and fault, a verdict for each recipient. What a reply means is decided here
 * and nowhere else, by code and enhanced code, never by text (RFC 5321 4.2).
 */
@NullMarked
package mxping.probe;

import org.jspecify.annotations.NullMarked;
