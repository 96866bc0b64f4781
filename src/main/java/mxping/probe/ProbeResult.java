package mxping.probe;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
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
    return Stream.concat(findings.stream(), Stream.of(lastAsked))
        .min(Finding.WORST_FIRST)
        .orElseThrow();
  }

  /** Whether the host spoke correct SMTP as far as we went. */
  public boolean up() {
    return findings.stream().allMatch(Finding::up);
  }

  /** Whether no session could be begun, so that another address of the host is worth a try. */
  public boolean neverConnected() {
    return closing.isEmpty();
  }
}
