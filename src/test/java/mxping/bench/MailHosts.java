package mxping.bench;

import java.util.ArrayList;
import java.util.List;
import mxping.certificates.Certificates;
import mxping.scripted.ScriptedSmtp;
import mxping.scripted.Tls;

/** Mail hosts for probes to go to, which know every recipient: on one port of many addresses. */
final class MailHosts implements AutoCloseable {
  private static final int ADDRESSES = 40;

  private final List<ScriptedSmtp> hosts = new ArrayList<>();

  MailHosts() {
    for (int i = 1; i <= ADDRESSES; i++) {
      int port = hosts.isEmpty() ? 0 : hosts.getFirst().port();
      hosts.add(
          ScriptedSmtp.on("127.0.9." + i, port)
              .showing(Certificates.valid(name(i)))
              .answering(rcpt -> "250 2.1.5 ok"));
    }
  }

  /** A file with so many checks of them; {@code tls} may have the host's name filled in. */
  String checks(int checks, int everySeconds, String tls) {
    StringBuilder file =
        new StringBuilder("probe: {helo: probe.test, gap: 0s, max_in_flight: 12000}\n");
    file.append(
        "defaults: {every: %ds, port: %d, rcpt: [ann@mx.test]}%nchecks:%n"
            .formatted(everySeconds, hosts.getFirst().port()));
    for (int i = 0; i < checks; i++) {
      int host = 1 + i % ADDRESSES;
      file.append(
          "  - {name: c%05d, host: 127.0.9.%d, tls: %s}%n"
              .formatted(i, host, tls.formatted(name(host))));
    }
    return file.toString();
  }

  /** Each has its own, for a session is resumed by the host that gave it alone. */
  private static String name(int host) {
    return "mx%d.test".formatted(host);
  }

  /** How many of the sessions until now went on with an earlier one of TLS. */
  long resumed() {
    return hosts.stream()
        .flatMap(host -> host.sessions().stream())
        .filter(session -> session.tls().filter(Tls::resumed).isPresent())
        .count();
  }

  @Override
  public void close() {
    hosts.forEach(ScriptedSmtp::close);
  }
}
