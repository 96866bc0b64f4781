/**
 * Tests of the whole: its layers, and stories of the agent from {@code checks.yaml} to {@code
 * /metrics}.
 */
@NullMarked
package mxping;

import org.jspecify.annotations.NullMarked;
