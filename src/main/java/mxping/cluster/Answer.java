package mxping.cluster;

/**
 * How a check is, by the agent that runs it.
 *
 * @param status of HTTP: 200 where its mail host is up, 503 where it is not or nobody knows, 404
 *     where there is no such check
 * @param text the same in words
 */
public record Answer(int status, String text) {}
