package mxping.scripted;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The server's side of one SCRAM-SHA-256 exchange, by RFC 5802 3 and nothing else. Its salt is that
 * of the example in RFC 7677 3.
 */
public final class ScramServer {
  private static final String SALT = "W22ZaJ0SNY7soEsUEjb6gQ==";

  private final String password;
  private final String nonce;
  private final int iterations;
  private String clientFirstBare = "";
  private String serverFirst = "";

  /**
   * @param nonce put behind the client's
   */
  public ScramServer(String password, String nonce, int iterations) {
    this.password = password;
    this.nonce = nonce;
    this.iterations = iterations;
  }

  /** What is answered to the client's first message. */
  public String first(String clientFirst) {
    clientFirstBare = clientFirst.substring("n,,".length());
    String theirs = clientFirstBare.substring(clientFirstBare.indexOf(",r=") + 3);
    serverFirst = "r=" + theirs + nonce + ",s=" + SALT + ",i=" + iterations;
    return serverFirst;
  }

  /** What is answered to the client's proof: our signature, or that the proof is none. */
  public String last(String clientFinal) {
    String withoutProof = clientFinal.substring(0, clientFinal.lastIndexOf(",p="));
    byte[] proof = Base64.getDecoder().decode(clientFinal.substring(withoutProof.length() + 3));
    byte[] message = (clientFirstBare + "," + serverFirst + "," + withoutProof).getBytes(UTF_8);
    byte[] salted = salted();
    byte[] storedKey = digest(hmac(salted, "Client Key".getBytes(UTF_8)));
    byte[] clientKey = xor(proof, hmac(storedKey, message));
    return Arrays.equals(digest(clientKey), storedKey)
        ? "v=" + base64(hmac(hmac(salted, "Server Key".getBytes(UTF_8)), message))
        : "e=invalid-proof";
  }

  private byte[] salted() {
    try {
      var spec =
          new PBEKeySpec(password.toCharArray(), Base64.getDecoder().decode(SALT), iterations, 256);
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] hmac(byte[] key, byte[] message) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] digest(byte[] octets) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(octets);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] xor(byte[] one, byte[] other) {
    byte[] result = one.clone();
    for (int i = 0; i < result.length; i++) {
      result[i] ^= other[i];
    }
    return result;
  }

  private static String base64(byte[] octets) {
    return Base64.getEncoder().encodeToString(octets);
  }
}
