package mxping.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * The JSON Schema of {@code checks.yaml} (draft 2020-12), which tells an editor its keys, their
 * meanings and what can be said of their values one by one. What only the whole tells, such as keys
 * that contradict each other across {@code defaults}, is left to {@link ConfigFile}.
 */
public final class Schema {
  private static final String RESOURCE = "checks.schema.json";

  private Schema() {}

  /** The schema as JSON text, with the end of its last line. */
  public static String text() throws IOException {
    try (InputStream in = open()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /**
   * Writes it in UTF-8; leaves {@code out} open.
   *
   * @throws IOException from {@code out}
   */
  public static void writeTo(OutputStream out) throws IOException {
    try (InputStream in = open()) {
      in.transferTo(out);
    }
  }

  private static InputStream open() {
    return Objects.requireNonNull(Schema.class.getResourceAsStream(RESOURCE), RESOURCE);
  }
}
