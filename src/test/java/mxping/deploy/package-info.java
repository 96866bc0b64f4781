/**
 * What is shipped under {@code deploy}, read as those read it who run it: rules and dashboards by
 * their expressions, manifests by a typed model, files by what names them.
 */
@NullMarked
package mxping.deploy;

import org.jspecify.annotations.NullMarked;
