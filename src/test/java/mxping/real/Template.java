package mxping.real;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;

/** A configuration file among the test resources, with <code>${name}</code> to be filled in. */
record Template(String file) {

  String filled(Map<String, ?> values) {
    String text = text();
    for (Map.Entry<String, ?> value : values.entrySet()) {
      text = text.replace("${" + value.getKey() + "}", value.getValue().toString());
    }
    return text;
  }

  private String text() {
    try (InputStream in =
        Objects.requireNonNull(Template.class.getResourceAsStream("/real/" + file), file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
