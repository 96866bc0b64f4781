package mxping.smtp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import mxping.smtp.TlsFacts.Certificate;
import mxping.smtp.TlsFacts.Flaw;
import mxping.smtp.Witness.Seen;

/**
 * What was made of the chains of certificates that hosts sent. Signatures do not change and nothing
 * is asked about revocation, so a chain that is sent again is judged again only when one of its
 * certificates has begun or ended meanwhile. Keeps those of the last {@value #MOST} chains.
 * Thread-safe.
 */
final class Verdicts {
  static final int MOST = 10_000;

  private final Map<ByteBuffer, Verdict> known = Collections.synchronizedMap(new Recent());

  /**
   * A chain in words, and what keeps it from being trusted.
   *
   * @param from since when it holds
   * @param until when it holds no more
   */
  record Verdict(List<Certificate> told, List<Flaw> flaws, Instant from, Instant until) {
    private boolean holds(Instant now) {
      return !now.isBefore(from) && now.isBefore(until);
    }
  }

  private static final class Recent extends LinkedHashMap<ByteBuffer, Verdict> {
    private static final long serialVersionUID = 1;

    Recent() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Verdict> eldest) {
      return size() > MOST;
    }
  }

  /** The verdict on a chain at this moment, by {@code judge} where none is known. */
  Verdict on(Seen seen, Instant now, BiFunction<Seen, Instant, List<Flaw>> judge) {
    ByteBuffer digest = digest(seen);
    Verdict last = known.get(digest);
    if (last != null && last.holds(now)) {
      return last;
    }
    Verdict fresh =
        new Verdict(
            seen.chain().stream()
                .limit(TlsFacts.MOST_CERTIFICATES)
                .map(Certificates::told)
                .toList(),
            judge.apply(seen, now),
            changes(seen)
                .filter(at -> !at.isAfter(now))
                .max(Instant::compareTo)
                .orElse(Instant.MIN),
            changes(seen)
                .filter(at -> at.isAfter(now))
                .min(Instant::compareTo)
                .orElse(Instant.MAX));
    known.put(digest, fresh);
    return fresh;
  }

  /** Moments at which a certificate is valid and was not, or is valid no more. */
  private static Stream<Instant> changes(Seen seen) {
    return seen.chain().stream()
        .flatMap(
            one ->
                Stream.of(
                    one.getNotBefore().toInstant(), one.getNotAfter().toInstant().plusNanos(1)));
  }

  private static ByteBuffer digest(Seen seen) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(seen.exchange().getBytes(UTF_8));
      for (X509Certificate one : seen.chain()) {
        digest.update(one.getEncoded());
      }
      return ByteBuffer.wrap(digest.digest());
    } catch (NoSuchAlgorithmException | CertificateEncodingException e) {
      throw new IllegalStateException("a certificate that was read cannot be written", e);
    }
  }
}
