package mxping.probe;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import mxping.smtp.Capabilities;
import mxping.smtp.Transcript;

/**
 * What one probe found out.
 *
 * @param remote the address it spoke to
 * @param duration connect to the end
 * @param phases those done, in their order
 * @param findings in the order they were made; that all is well is none
 * @param lastAsked what was asked last and went well; decides where there is no finding
 * @param capabilities of the last EHLO
 * @param tls absent where no handshake was begun
 * @param closing how the session ended; absent where none began
 * @param transcript the dialogue, bounded
 */
public record ProbeResult(
    InetSocketAddress remote,
    Duration duration,
    List<PhaseTime> phases,
    List<Finding> findings,
    Finding lastAsked,
    List<RecipientResult> recipients,
    Capabilities capabilities,
    Optional<TlsResult> tls,
    Optional<Closing> closing,
    List<Transcript.Line> transcript) {

  public ProbeResult {
    phases = List.copyOf(phases);
    findings = List.copyOf(findings);
    recipients = List.copyOf(recipients);
    transcript = List.copyOf(transcript);
  }

  /** The finding that decides the outcome. */
  public Finding deciding() {
    Finding worst = Finding.worst(findings).orElse(lastAsked);
    return lastAsked.outcome().compareTo(worst.outcome()) > 0 ? lastAsked : worst;
  }

  /** Whether the host spoke correct SMTP as far as we went. */
  public boolean up() {
    return findings.stream().allMatch(Finding::up);
  }

  /** Whether TLS broke before it was there, so that only in the clear more can be found out. */
  public boolean handshakeBroke() {
    return findings.stream()
        .anyMatch(f -> f.phase() == Phase.TLS && f.reason().host() == Reason.Host.DOWN);
  }

  /**
   * This, found out in the clear, after {@code broken}, whose handshake broke: what broke only
   * degrades, and the facts of it are kept. The time between the two is in neither.
   */
  public ProbeResult afterBroken(ProbeResult broken) {
    Map<Phase, PhaseTime> done = new EnumMap<>(Phase.class);
    broken.phases.forEach(time -> done.put(time.phase(), time));
    phases.forEach(time -> done.put(time.phase(), time));
    List<Transcript.Line> lines = new ArrayList<>(broken.transcript);
    lines.add(Transcript.Line.note("a new connection, in the clear"));
    lines.addAll(transcript);
    return new ProbeResult(
        remote,
        broken.duration.plus(duration),
        List.copyOf(done.values()),
        Stream.concat(broken.findings.stream().map(ProbeResult::onlyDegrading), findings.stream())
            .distinct()
            .toList(),
        lastAsked,
        recipients,
        capabilities,
        broken.tls.map(tls -> tls.abandonedBy(broken.closing)),
        closing.or(() -> broken.closing),
        lines);
  }

  private static Finding onlyDegrading(Finding finding) {
    return finding.phase() == Phase.TLS && finding.reason().host() == Reason.Host.DOWN
        ? finding.as(Outcome.DEGRADED)
        : finding;
  }

  /** How each of its sessions ended; two where the handshake of the first broke. */
  public List<Closing> closings() {
    return Stream.concat(tls.flatMap(TlsResult::abandoned).stream(), closing.stream()).toList();
  }

  /** Whether no session could be begun, so that another address of the host is worth a try. */
  public boolean neverConnected() {
    return closing.isEmpty();
  }

  /** The same with other recipients and findings, those of earlier probes included. */
  public ProbeResult recalling(List<RecipientResult> recipients, List<Finding> findings) {
    return new ProbeResult(
        remote,
        duration,
        phases,
        findings,
        lastAsked,
        recipients,
        capabilities,
        tls,
        closing,
        transcript);
  }

  /** The same without what was said. */
  public ProbeResult withoutTranscript() {
    return new ProbeResult(
        remote,
        duration,
        phases,
        findings,
        lastAsked,
        recipients,
        capabilities,
        tls,
        closing,
        List.of());
  }
}
