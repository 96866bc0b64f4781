package mxping.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The texts that a configuration was read from, in the order they were read. Not thread-safe.
 *
 * <p>They are told apart as they are written, before variables are filled in: agents that differ in
 * their own names and addresses alone have read the same.
 */
final class Texts {
  private final MessageDigest digest = sha256();

  /** The same text, taken note of. */
  String noting(String text) {
    digest.update(text.getBytes(UTF_8));
    digest.update((byte) 0);
    return text;
  }

  /** SHA-256 of all of them, each with a zero octet at its end, in lower-case hexadecimal. */
  String digest() {
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
