package mxping.smtp;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import mxping.smtp.TlsFacts.Flaw;
import mxping.smtp.TlsFacts.Flaw.Kind;
import mxping.smtp.Verdicts.Verdict;
import mxping.smtp.Witness.Seen;
import org.jspecify.annotations.Nullable;

/**
 * The authorities that are trusted: the JVM's own list, and others besides. It judges chains by the
 * JDK's PKIX rules (RFC 5280 6), offline, without revocation. Thread-safe.
 */
final class Trust {

  /** The JVM's list takes a tenth of a second to read, so it is read with the first certificate. */
  private static final class OfJvm {
    static final Set<TrustAnchor> ANCHORS = anchors(List.of(manager(null).getAcceptedIssuers()));
  }

  private final List<X509Certificate> besides;
  private final Verdicts verdicts = new Verdicts();
  private volatile @Nullable X509TrustManager atPresent;

  Trust(List<X509Certificate> besides) {
    this.besides = List.copyOf(besides);
  }

  /** The chain in words, and what keeps it from being trusted. */
  Verdict verdict(Seen seen, Instant now) {
    return verdicts.on(seen, now, this::flaws);
  }

  /**
   * What keeps the chain from being trusted: that it has expired, and whatever else there is to say
   * against it had it not. Empty where it is trusted.
   */
  private List<Flaw> flaws(Seen seen, Instant now) {
    List<Flaw> flaws = new ArrayList<>();
    Optional<String> against = against(seen, this::atPresent);
    Instant end = end(seen.chain());
    Instant valid = within(seen.chain(), now);
    boolean dated = against.isPresent() && !valid.equals(now);
    Optional<String> otherwise = dated ? against(seen, () -> at(Optional.of(valid))) : against;
    boolean ended = seen.chain().getFirst().getNotAfter().toInstant().isBefore(now);
    if (ended || (dated && otherwise.isEmpty() && end.isBefore(now))) {
      flaws.add(new Flaw(Kind.EXPIRED, "expired at " + end));
    }
    if (otherwise.isPresent()) {
      flaws.add(new Flaw(Kind.NOT_TRUSTED, otherwise.get()));
    } else if (dated && begin(seen.chain()).isAfter(now)) {
      flaws.add(new Flaw(Kind.NOT_TRUSTED, "not valid before " + begin(seen.chain())));
    }
    return flaws;
  }

  private static Instant end(List<X509Certificate> chain) {
    return chain.stream()
        .map(one -> one.getNotAfter().toInstant())
        .min(Comparator.naturalOrder())
        .orElseThrow();
  }

  private static Instant begin(List<X509Certificate> chain) {
    return chain.stream()
        .map(one -> one.getNotBefore().toInstant())
        .max(Comparator.naturalOrder())
        .orElseThrow();
  }

  /** The moment nearest to {@code now} at which all of the chain is valid, where there is one. */
  private static Instant within(List<X509Certificate> chain, Instant now) {
    Instant begin = begin(chain);
    Instant end = end(chain);
    if (begin.isAfter(end)) {
      return now;
    }
    return now.isBefore(begin) ? begin : now.isAfter(end) ? end : now;
  }

  private interface Judge {
    X509TrustManager manager() throws GeneralSecurityException;
  }

  /** What the rules have against the chain, in words. */
  private static Optional<String> against(Seen seen, Judge judge) {
    try {
      X509Certificate[] chain = seen.chain().toArray(X509Certificate[]::new);
      judge.manager().checkServerTrusted(chain, seen.exchange());
      return Optional.empty();
    } catch (CertificateException e) {
      return Optional.of(words(seen.chain(), e));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return Optional.of(Certificates.clip("cannot be verified: " + e.getMessage()));
    }
  }

  /** The rules as of whenever they are asked; made once, for making them takes longer. */
  private X509TrustManager atPresent() throws GeneralSecurityException {
    X509TrustManager made = atPresent;
    if (made == null) {
      made = at(Optional.empty());
      atPresent = made;
    }
    return made;
  }

  private X509TrustManager at(Optional<Instant> moment) throws GeneralSecurityException {
    Set<TrustAnchor> anchors = new HashSet<>(OfJvm.ANCHORS);
    anchors.addAll(anchors(besides));
    PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, null);
    parameters.setRevocationEnabled(false);
    moment.map(Date::from).ifPresent(parameters::setDate);
    return manager(new CertPathTrustManagerParameters(parameters));
  }

  private static String words(List<X509Certificate> chain, CertificateException e) {
    X509Certificate own = chain.getFirst();
    if (own.getSubjectX500Principal().equals(own.getIssuerX500Principal())) {
      return "self-signed";
    }
    Throwable cause = e;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause instanceof CertPathBuilderException
        ? "no path to a known authority; the last certificate sent is issued by "
            + Certificates.name(chain.getLast().getIssuerX500Principal())
        : Certificates.clip(String.valueOf(cause.getMessage()));
  }

  private static Set<TrustAnchor> anchors(List<X509Certificate> authorities) {
    Set<TrustAnchor> anchors = new HashSet<>();
    authorities.forEach(authority -> anchors.add(new TrustAnchor(authority, null)));
    return anchors;
  }

  /** A manager of {@code parameters}, or of the JVM's own list. */
  private static X509TrustManager manager(@Nullable CertPathTrustManagerParameters parameters) {
    try {
      TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
      if (parameters == null) {
        factory.init((KeyStore) null);
      } else {
        factory.init(parameters);
      }
      for (TrustManager manager : factory.getTrustManagers()) {
        if (manager instanceof X509TrustManager found) {
          return found;
        }
      }
      throw new IllegalStateException("this JVM has no PKIX trust manager");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM has no PKIX trust manager", e);
    }
  }
}
