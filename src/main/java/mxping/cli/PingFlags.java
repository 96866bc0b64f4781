package mxping.cli;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mxping.check.Cadence;
import mxping.check.Check;
import mxping.check.Dns;
import mxping.check.Expectations;
import mxping.check.Family;
import mxping.check.Recipient;
import mxping.check.Timeouts;
import mxping.check.Tls;
import mxping.check.Until;
import mxping.config.TypedTarget;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** What {@code mxping ping} asks, and how: its flags as a check. */
final class PingFlags {
  @Parameters(
      paramLabel = "TARGET",
      converter = GrammarConverter.OfTarget.class,
      description = "A mail address, a domain, or host[:port] for one host without MX lookup.")
  private @Nullable TypedTarget target;

  @Option(
      names = "-i",
      paramLabel = "INTERVAL",
      defaultValue = "2s",
      converter = GrammarConverter.OfDuration.class,
      description =
          "From one turn of all hosts to the next, as 5 or 500ms; below 2 s only for hosts in our"
              + " own networks (default: ${DEFAULT-VALUE}).")
  private Duration interval = Duration.ofSeconds(2);

  @Option(
      names = "--tls",
      paramLabel = "MODE",
      defaultValue = "opportunistic",
      converter = GrammarConverter.OfMode.class,
      description = "off, opportunistic, required or implicit (default: ${DEFAULT-VALUE}).")
  private Tls.Mode tls = Tls.Mode.OPPORTUNISTIC;

  @Option(
      names = "--from",
      paramLabel = "ADDRESS",
      converter = GrammarConverter.OfSender.class,
      description = "The sender (default: the null one, <>).")
  private String from = "";

  @Option(
      names = "--helo",
      paramLabel = "NAME",
      converter = GrammarConverter.OfHelo.class,
      description = "The name to present (default: that of this machine).")
  private @Nullable String helo;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      converter = GrammarConverter.OfPort.class,
      description = "Port of every host (default: 25; 465 with --tls=implicit).")
  private @Nullable Integer port;

  @Option(
      names = "--dns",
      paramLabel = "SERVER",
      converter = GrammarConverter.OfServer.class,
      description =
          "Name server, address[:port]; may be given more than once (default: the system's).")
  private List<InetSocketAddress> dns = List.of();

  @ArgGroup private Families families = new Families();

  @Option(
      names = "-W",
      paramLabel = "TIMEOUT",
      defaultValue = "45s",
      converter = GrammarConverter.OfDuration.class,
      description = "How long one probe may take, connect to QUIT (default: ${DEFAULT-VALUE}).")
  private Duration timeout = Duration.ofSeconds(45);

  /** At most one of them. */
  static final class Families {
    @Option(names = "-4", description = "Ask over IPv4 only.")
    private boolean ipv4;

    @Option(names = "-6", description = "Ask over IPv6 only.")
    private boolean ipv6;

    Family family() {
      return ipv4 ? Family.IPV4 : ipv6 ? Family.IPV6 : Family.ANY;
    }
  }

  /** The target as it was typed. */
  String named() {
    return typed().text();
  }

  Duration interval() {
    return interval;
  }

  /** A check that asks for all this; {@code line} is to blame where its flags contradict. */
  Check check(CommandLine line) {
    TypedTarget typed = typed();
    List<Recipient> recipients =
        typed.recipient().stream()
            .map(to -> new Recipient("1", to, Recipient.Expected.ACCEPTED, Set.of()))
            .toList();
    return new Check(
        "ping",
        typed.target(),
        port(typed, line),
        new Cadence.Every(interval),
        timeout,
        Timeouts.DEFAULT,
        new Dns(dns, Dns.SYSTEM.timeout()),
        Optional.empty(),
        families.family(),
        Check.Addresses.FIRST,
        recipients.isEmpty() ? Until.EHLO : Until.RCPT,
        Tls.of(tls),
        Optional.empty(),
        Optional.ofNullable(helo),
        from,
        recipients,
        false,
        Check.NullMx.FAILED,
        Expectations.NONE,
        Map.of(),
        Optional.empty());
  }

  private TypedTarget typed() {
    if (target == null) {
      throw new IllegalStateException("picocli lets nobody pass without a target");
    }
    return target;
  }

  private int port(TypedTarget typed, CommandLine line) {
    if (port != null && typed.port().isPresent()) {
      throw new ParameterException(line, "--port: the target names a port already");
    }
    int usual = tls == Tls.Mode.IMPLICIT ? 465 : 25;
    return port != null ? port : typed.port().orElse(usual);
  }
}
