/** What is said of a zone: each test has the zone on top and the answer below. */
@NullMarked
package mxping.resolve;

import org.jspecify.annotations.NullMarked;
