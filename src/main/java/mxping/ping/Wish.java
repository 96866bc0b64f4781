package mxping.ping;

import java.time.Duration;
import java.util.OptionalInt;
import mxping.check.Check;

/**
 * What is to be pinged, and how often.
 *
 * @param target as it was typed
 * @param check what is asked of each mail host; for one family, and one address of a host
 * @param count how often each host is asked, at least once; empty to go on until stopped
 * @param interval from the begin of one turn of all hosts to the next
 */
public record Wish(String target, Check check, OptionalInt count, Duration interval) {}
