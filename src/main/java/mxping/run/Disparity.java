package mxping.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import mxping.probe.Finding;
import mxping.probe.Phase;
import mxping.probe.PhaseTime;
import mxping.probe.ProbeResult;
import mxping.probe.Reason;
import mxping.probe.RecipientResult;
import mxping.probe.TlsResult;
import mxping.probe.Verdict;
import mxping.smtp.Reply;

/**
 * Something in which the mail hosts of one check disagree, though a sender may end up at any of
 * them.
 *
 * @param about the recipient's name or the phase, where the aspect has several
 * @param says what each host says, by its name (and family or address, where the check tells them
 *     apart)
 */
public record Disparity(Aspect aspect, String about, Map<String, String> says) {

  /** What hosts are compared by. */
  public enum Aspect {
    VERDICT,
    REPLY_CODE,
    CAPABILITIES,
    TLS,
    CERTIFICATE;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The value of the {@code aspect} label. */
    public String label() {
      return label;
    }
  }

  /**
   * Reasons that are about us, or about the moment: what such a host says of a recipient is not its
   * last word.
   */
  private static final Set<Reason> NOT_ASKED_PROPERLY =
      Set.of(Reason.BLOCKED, Reason.RATE_LIMITED, Reason.GREYLISTED, Reason.SERVICE_UNAVAILABLE);

  /**
   * All disagreements among {@code hosts}; those that are down or could not be asked do not count.
   *
   * @param certificates whether it matters how their certificates hold
   */
  static List<Disparity> among(List<HostResult> hosts, boolean certificates) {
    Map<String, ProbeResult> up = new LinkedHashMap<>();
    for (HostResult host : hosts) {
      if (host.visit() instanceof HostResult.Probed probed && probed.up()) {
        up.put(host.key().text(), probed.result());
      }
    }
    if (up.size() < 2) {
      return List.of();
    }
    List<Disparity> found = new ArrayList<>();
    for (String recipient : recipients(up)) {
      compare(Aspect.VERDICT, recipient, up, result -> verdict(result, recipient))
          .ifPresent(found::add);
      compare(Aspect.REPLY_CODE, recipient, up, result -> replyClass(result, recipient))
          .ifPresent(found::add);
    }
    compare(Aspect.REPLY_CODE, "mail", up, Disparity::mailClass).ifPresent(found::add);
    compare(Aspect.CAPABILITIES, "", up, Disparity::capabilities).ifPresent(found::add);
    compare(Aspect.TLS, "", up, Disparity::tls).ifPresent(found::add);
    if (certificates) {
      compare(Aspect.CERTIFICATE, "", up, Disparity::certificate).ifPresent(found::add);
    }
    return found;
  }

  private static Set<String> recipients(Map<String, ProbeResult> hosts) {
    return hosts.values().stream()
        .flatMap(result -> result.recipients().stream())
        .map(RecipientResult::name)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static Optional<Disparity> compare(
      Aspect aspect,
      String about,
      Map<String, ProbeResult> hosts,
      Function<ProbeResult, Optional<String>> says) {
    Map<String, String> said = new LinkedHashMap<>();
    hosts.forEach((host, result) -> says.apply(result).ifPresent(word -> said.put(host, word)));
    return new HashSet<>(said.values()).size() > 1
        ? Optional.of(new Disparity(aspect, about, said))
        : Optional.empty();
  }

  private static Optional<RecipientResult> asked(ProbeResult result, String recipient) {
    return result.recipients().stream()
        .filter(one -> one.name().equals(recipient) && one.verdict() != Verdict.UNASKED)
        .filter(one -> !NOT_ASKED_PROPERLY.contains(one.reason()))
        .findFirst();
  }

  private static Optional<String> verdict(ProbeResult result, String recipient) {
    return asked(result, recipient).map(one -> one.verdict().label());
  }

  private static Optional<String> replyClass(ProbeResult result, String recipient) {
    return asked(result, recipient)
        .flatMap(RecipientResult::reply)
        .map(Reply::category)
        .map(c -> c + "xx");
  }

  private static Optional<String> mailClass(ProbeResult result) {
    return result.phases().stream()
        .filter(phase -> phase.phase() == Phase.MAIL && phase.code() != 0)
        .filter(phase -> !NOT_ASKED_PROPERLY.contains(result.deciding().reason()))
        .map(PhaseTime::code)
        .map(code -> code / 100 + "xx")
        .findFirst();
  }

  private static boolean saidHello(ProbeResult result) {
    return result.phases().stream().anyMatch(phase -> phase.phase() == Phase.EHLO);
  }

  /** The protocol version; none where the dialogue stayed in the clear. */
  private static Optional<String> tls(ProbeResult result) {
    return saidHello(result)
        ? Optional.of(
            result.tls().filter(TlsResult::used).flatMap(tls -> tls.facts().version()).orElse(""))
        : Optional.empty();
  }

  /** Whether the certificate holds, or why not; nothing where none was seen. */
  private static Optional<String> certificate(ProbeResult result) {
    return result
        .tls()
        .filter(tls -> !tls.facts().chain().isEmpty())
        .map(tls -> tls.facts().verified() ? "verified" : tls.flaws());
  }

  private static Optional<String> capabilities(ProbeResult result) {
    return saidHello(result)
        ? Optional.of(String.join(" ", result.capabilities().keywords()))
        : Optional.empty();
  }

  /** All of {@code disparities} as one finding about the check. */
  static Finding finding(List<Disparity> disparities) {
    Phase phase =
        disparities.stream()
            .map(disparity -> phase(disparity.aspect()))
            .max(Comparator.naturalOrder())
            .orElse(Phase.EHLO);
    return Finding.of(
        phase,
        Reason.MX_DISPARITY,
        disparities.stream().map(Disparity::words).collect(Collectors.joining("; ")));
  }

  private static Phase phase(Aspect aspect) {
    return switch (aspect) {
      case VERDICT, REPLY_CODE -> Phase.RCPT;
      case CAPABILITIES -> Phase.EHLO;
      case TLS, CERTIFICATE -> Phase.TLS;
    };
  }

  /** Who says what, on one line. */
  private String words() {
    String each =
        says.entrySet().stream()
            .map(
                one ->
                    one.getKey() + " says " + (one.getValue().isEmpty() ? "none" : one.getValue()))
            .collect(Collectors.joining(", "));
    return aspect.label() + (about.isEmpty() ? "" : " for " + about) + ": " + each;
  }
}
