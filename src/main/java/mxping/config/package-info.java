/**
 * From {@code checks.yaml} to check values, or to every problem of the file and its includes at
 * once. A text becomes a tree that knows line and column of each value ({@link
 * mxping.config.NodeReader}); the layers {@code probe}, {@code defaults} and the check itself are
 * laid over one another ({@link mxping.config.Layers}); each key is then taken by name and read in
 * its form ({@link mxping.config.Fields}, {@link mxping.config.Form}), so that what nobody took is
 * an unknown key. Nothing here asks the network, and nothing here throws for what a user wrote.
 */
@NullMarked
package mxping.config;

import org.jspecify.annotations.NullMarked;
