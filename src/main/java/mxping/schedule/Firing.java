package mxping.schedule;

import java.time.Duration;
import mxping.run.Due;

/**
 * A round of a check that is to begin now.
 *
 * @param check its name
 * @param lag how late it begins, at least 0
 * @param missed how many rounds before it never began, because the agent stood still
 */
public record Firing(String check, Due due, Duration lag, long missed) {}
