/**
 * The pages for people: views of history as HTML. Templates are in {@code src/main/jte}; what is in
 * here is what they show, down to the last word and the last point of a plot. Whatever a host says
 * is text: templates escape by context, and nothing that came over the wire is written past them.
 */
@NullMarked
package mxping.pages;

import org.jspecify.annotations.NullMarked;
