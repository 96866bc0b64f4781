package mxping.schedule;

import java.time.Duration;

/**
 * Where the rounds of a check stand that several agents take turns to run.
 *
 * @param phase where in its interval the check begins, counted from the epoch, from 0 to less than
 *     1; cron expressions tell that by themselves
 * @param unwatched for how long nobody may have begun its rounds: one that was due meanwhile begins
 *     at once
 */
public record Place(double phase, Duration unwatched) {}
