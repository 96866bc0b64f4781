/** What pages show: words, plots, lists. */
@NullMarked
package mxping.pages;

import org.jspecify.annotations.NullMarked;
