package mxping.config;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import mxping.check.Manners;
import mxping.check.Network;
import mxping.config.Node.Mapping;

/** The key {@code probe}: the agent's manners, and settings that are the lowest layer of checks. */
final class ProbeDecoder {
  static final Form<Manners> FORM = Form.mapping(ProbeDecoder::manners);

  /** What holds without a word in the file. */
  static final Manners DEFAULT =
      new Manners(
          Duration.ofSeconds(2),
          4,
          List.of(
              new Network(InetAddress.ofLiteral("127.0.0.0"), 8),
              new Network(InetAddress.ofLiteral("::1"), 128)),
          2000);

  /** What a check takes from here where neither it nor {@code defaults} say so. */
  static final Form<Mapping> LAYER =
      (node, problems) ->
          node instanceof Mapping probe
              ? Optional.of(probe.only(Set.of("helo", "mail_from", "dns")))
              : Optional.empty();

  private ProbeDecoder() {}

  private static Manners manners(Fields fields) {
    fields.take("helo", Hosts::helo);
    fields.take("mail_from", Mailboxes::sender);
    fields.take("dns", SettingsDecoder.DNS);
    return new Manners(
        fields.take("gap", Durations.between("0s", "1h")).orElse(DEFAULT.gap()),
        fields
            .take("invalid_recipients_per_minute", Numbers.between(0, 60))
            .orElse(DEFAULT.invalidRecipientsPerMinute()),
        fields
            .take("own_networks", Form.list(Form.of(IpLiterals::network)))
            .orElse(DEFAULT.ownNetworks()),
        fields.take("max_in_flight", Numbers.between(1, 100_000)).orElse(DEFAULT.maxInFlight()));
  }
}
