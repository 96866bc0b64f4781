package mxping.metrics;

import io.prometheus.metrics.model.snapshots.Labels;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import mxping.probe.ProbeResult;
import mxping.probe.Reason;
import mxping.probe.TlsResult;

/**
 * The families of a probe on request by the names that blackbox_exporter gives them, with its help,
 * so that dashboards and alerts made for it work as they are.
 */
final class BlackboxMetrics {
  /** FNV-1a, 32 bits: offset basis and prime. */
  private static final int HASH_BASIS = 0x811c9dc5;

  private static final int HASH_PRIME = 0x01000193;

  static final List<Family<Requested>> ALL =
      List.of(
          new Family<>(
              "probe_success",
              "Displays whether or not the probe was a success",
              (asked, out) -> out.add(asked.round().judgement().success())),
          new Family<>(
              "probe_duration_seconds",
              "Returns how long the probe took to complete in seconds",
              (asked, out) -> out.add(Seconds.of(asked.took()))),
          new Family<>(
              "probe_dns_lookup_time_seconds",
              "Returns the time taken for probe dns lookup in seconds",
              (asked, out) -> out.add(asked.round().resolved().map(Seconds::of).orElse(0.0))),
          new Family<>(
              "probe_ip_protocol",
              "Specifies whether probe ip protocol is IP4 or IP6",
              (asked, out) -> out.add(asked.best().map(BlackboxMetrics::protocol).orElse(0))),
          new Family<>(
              "probe_ip_addr_hash",
              "Specifies the hash of IP address. It's useful to detect if the IP address changes.",
              (asked, out) ->
                  asked.best().ifPresent(result -> out.add(hash(result.remote().getAddress())))),
          new Family<>(
              "probe_failed_due_to_regex",
              "Indicates if probe failed due to regex",
              (asked, out) -> out.add(asked.best().filter(BlackboxMetrics::mismatch).isPresent())),
          new Family<>(
              "probe_ssl_earliest_cert_expiry",
              "Returns earliest SSL cert expiry date",
              (asked, out) -> asked.earliestExpiry().ifPresent(end -> out.add(Seconds.at(end)))),
          new Family<>(
              "probe_tls_version_info",
              "Returns the TLS version used or NaN when unknown",
              (asked, out) ->
                  asked
                      .best()
                      .flatMap(ProbeResult::tls)
                      .filter(TlsResult::used)
                      .flatMap(tls -> tls.facts().version())
                      .ifPresent(version -> out.inform(version(version)))));

  private BlackboxMetrics() {}

  private static int protocol(ProbeResult result) {
    return result.remote().getAddress() instanceof Inet6Address ? 6 : 4;
  }

  private static boolean mismatch(ProbeResult result) {
    return result.findings().stream()
        .anyMatch(finding -> finding.reason() == Reason.GREETING_MISMATCH);
  }

  private static long hash(InetAddress address) {
    int hash = HASH_BASIS;
    for (byte octet : address.getAddress()) {
      hash = (hash ^ (octet & 0xff)) * HASH_PRIME;
    }
    return Integer.toUnsignedLong(hash);
  }

  /** {@code TLSv1.3} is {@code TLS 1.3} there. */
  private static Labels version(String version) {
    return Labels.of("version", version.replace("TLSv", "TLS "));
  }
}
