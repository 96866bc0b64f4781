package mxping.real;

import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import mxping.scripted.ScriptedSmtp;
import mxping.scripted.Session;

/**
 * Many mail hosts on one port, of a check each, that know when they were visited. All times are of
 * the monotonic clock, in nanoseconds.
 */
final class VisitedHosts implements AutoCloseable {
  private final Map<String, ScriptedSmtp> hosts = new LinkedHashMap<>();
  private final String network;

  /** Two visits of one host, the one after the other; or none for so long. */
  record Gap(String host, long began, long ended) {
    Duration length() {
      return Duration.ofNanos(ended - began);
    }

    @Override
    public String toString() {
      return host + " for " + length();
    }
  }

  /**
   * @param network {@code "127.0.9"}
   * @param count at most 254
   */
  VisitedHosts(String network, int count) {
    this.network = network;
    int port = Loopback.freePort();
    for (int i = 1; i <= count; i++) {
      hosts.put("host-" + i, ScriptedSmtp.on(network + "." + i, port).answering(rcpt -> "250 ok"));
    }
  }

  int port() {
    return hosts.values().iterator().next().port();
  }

  /** The names of their checks. */
  List<String> names() {
    return List.copyOf(hosts.keySet());
  }

  /** Their checks, for a file. */
  String checks() {
    return IntStream.rangeClosed(1, hosts.size())
        .mapToObj(i -> "  - {name: host-%d, host: %s.%d}\n".formatted(i, network, i))
        .collect(Collectors.joining());
  }

  /** Those that nobody has visited since then. */
  List<String> unvisitedSince(long time) {
    return hosts.keySet().stream()
        .filter(host -> visits(host).noneMatch(visit -> visit > time))
        .toList();
  }

  /**
   * The longest time that one of them was not visited, of those that were not over at {@code
   * since}.
   */
  Gap longestGap(long since) {
    return hosts.keySet().stream()
        .flatMap(host -> gaps(host, LongStream.of(System.nanoTime())))
        .filter(gap -> gap.ended() > since)
        .max(Comparator.comparing(Gap::length))
        .orElseThrow();
  }

  /** Visits since then that followed another of the same host after less than {@code least}. */
  List<Gap> hurried(long since, Duration least) {
    return hosts.keySet().stream()
        .flatMap(host -> gaps(host, LongStream.empty()))
        .filter(gap -> gap.ended() > since && gap.length().compareTo(least) < 0)
        .toList();
  }

  private Stream<Gap> gaps(String host, LongStream open) {
    long[] times = LongStream.concat(visits(host), open).toArray();
    return IntStream.range(1, times.length).mapToObj(i -> new Gap(host, times[i - 1], times[i]));
  }

  private LongStream visits(String host) {
    return Objects.requireNonNull(hosts.get(host)).sessions().stream()
        .mapToLong(Session::acceptedNanos);
  }

  @Override
  public void close() {
    hosts.values().forEach(ScriptedSmtp::close);
  }
}
