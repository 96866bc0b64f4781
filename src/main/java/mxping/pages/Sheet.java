package mxping.pages;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Objects;

/** The style sheet, and the policy that lets a browser use it and nothing else. */
final class Sheet {
  static final String TEXT = read();

  static final String POLICY =
      "default-src 'none'; style-src 'sha256-"
          + Base64.getEncoder().encodeToString(sha256(TEXT))
          + "'; img-src data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

  private Sheet() {}

  private static String read() {
    try (InputStream sheet =
        Objects.requireNonNull(Sheet.class.getResourceAsStream("pages.css"), "pages.css")) {
      return new String(sheet.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK knows SHA-256", e);
    }
  }
}
