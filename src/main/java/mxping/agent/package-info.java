/** The whole agent: its parts built, started from the bottom up and stopped from the top down. */
@NullMarked
package mxping.agent;

import org.jspecify.annotations.NullMarked;
