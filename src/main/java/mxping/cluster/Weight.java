package mxping.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * How much a member is drawn to a key: the first eight octets of {@code SHA-256(member, 0, key)} in
 * UTF-8, as an unsigned number in network order. Agents of different versions share checks during
 * an upgrade, so this never changes.
 */
final class Weight {
  private Weight() {}

  /** To be compared by {@link Long#compareUnsigned}. */
  static long of(String member, Key key) {
    MessageDigest digest = sha256();
    digest.update(member.getBytes(UTF_8));
    digest.update((byte) 0);
    digest.update(key.text().getBytes(UTF_8));
    return ByteBuffer.wrap(digest.digest()).getLong();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
