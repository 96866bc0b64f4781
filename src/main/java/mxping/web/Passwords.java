package mxping.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.security.crypto.bcrypt.BCrypt;

/**
 * Who may come in by name and password (RFC 7617). A name that nobody has takes as long as a wrong
 * password. One password is checked at a time, and after a wrong one there is a pause three times
 * as long as the check took, so that guessing costs at most a quarter of one processor. Who was
 * right is remembered and does not wait. Blocking; thread-safe.
 */
final class Passwords {
  /** Those who may wait for their check; others are sent away. */
  private static final int WAITING = 8;

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int PAUSE = 3;
  private static final int REMEMBERED = 100;
  private static final String SCHEME = "basic ";
  private static final String NOBODY = "$2a$%02d$mxpingmxpingmxpingmxpi" + ".".repeat(31);

  private final Semaphore turn = new Semaphore(1, true);
  private final SecretKeySpec key = key();
  private final Map<String, Boolean> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          return size() > REMEMBERED;
        }
      };
  private long pauseEnds = System.nanoTime();

  /** What is said to somebody at the door. */
  enum Answer {
    WELCOME,
    UNAUTHORIZED,
    /** Too many are trying. */
    LATER
  }

  /** What somebody says of himself. */
  private record Credentials(String user, String password) {}

  /**
   * @param users and their hashes; where there are none, everybody is welcome
   * @param authorization the header of that name, where there is one
   */
  Answer judge(Map<String, String> users, Optional<String> authorization) {
    if (users.isEmpty()) {
      return Answer.WELCOME;
    }
    return authorization
        .flatMap(Passwords::credentials)
        .map(given -> judge(users, given))
        .orElse(Answer.UNAUTHORIZED);
  }

  private Answer judge(Map<String, String> users, Credentials given) {
    Optional<String> hash = Optional.ofNullable(users.get(given.user()));
    String digest = digest(given, hash.orElse(""));
    if (hash.isPresent() && isKnown(digest)) {
      return Answer.WELCOME;
    }
    return inTurn(given.password(), hash.orElseGet(() -> nobody(users)), hash.isPresent(), digest);
  }

  private Answer inTurn(String password, String hash, boolean exists, String digest) {
    try {
      if (turn.getQueueLength() >= WAITING
          || !turn.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        return Answer.LATER;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Answer.LATER;
    }
    try {
      LockSupport.parkNanos(pauseEnds - System.nanoTime());
      long began = System.nanoTime();
      boolean right = BCrypt.checkpw(password.getBytes(UTF_8), hash) && exists;
      long now = System.nanoTime();
      pauseEnds = right ? now : now + PAUSE * (now - began);
      if (right) {
        remember(digest);
      }
      return right ? Answer.WELCOME : Answer.UNAUTHORIZED;
    } finally {
      turn.release();
    }
  }

  private boolean isKnown(String digest) {
    synchronized (known) {
      return known.get(digest) != null;
    }
  }

  private void remember(String digest) {
    synchronized (known) {
      known.put(digest, true);
    }
  }

  /** A hash that takes as long as the dearest of {@code users}, and that nothing hashes to. */
  private static String nobody(Map<String, String> users) {
    int cost =
        users.values().stream()
            .mapToInt(hash -> Integer.parseInt(hash.substring(4, 6)))
            .max()
            .orElse(10);
    return NOBODY.formatted(cost);
  }

  private static Optional<Credentials> credentials(String header) {
    if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Optional.empty();
    }
    try {
      byte[] octets = Base64.getDecoder().decode(header.substring(SCHEME.length()).strip());
      String text = new String(octets, UTF_8);
      int colon = text.indexOf(':');
      return colon < 0
          ? Optional.empty()
          : Optional.of(new Credentials(text.substring(0, colon), text.substring(colon + 1)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Under a key that nobody knows, so that no password can be found from what is remembered. */
  private String digest(Credentials given, String hash) {
    try {
      Mac mac = Mac.getInstance(key.getAlgorithm());
      mac.init(key);
      mac.update((given.user() + "\n" + hash + "\n" + given.password()).getBytes(UTF_8));
      return Base64.getEncoder().encodeToString(mac.doFinal());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JVM has no HMAC", e);
    }
  }

  private static SecretKeySpec key() {
    byte[] octets = new byte[32];
    new SecureRandom().nextBytes(octets);
    return new SecretKeySpec(octets, "HmacSHA256");
  }
}
