/**
 * The door to the outside over HTTP: {@code /metrics}, health and gates for machines, JSON and a
 * page for people. Everything but the metrics is a view of {@code history}, made for the one who
 * asks; nothing is kept here. Javalin is known here alone.
 */
@NullMarked
package mxping.web;

import org.jspecify.annotations.NullMarked;
