package mxping.cluster;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Letters as JSON, written and read. Thread-safe. */
final class Letters {
  private static final Logger LOG = LoggerFactory.getLogger(Letters.class);
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  private Letters() {}

  static byte[] write(Letter letter) {
    return JSON.writerFor(Letter.class).writeValueAsBytes(letter);
  }

  /** The letter; empty where it is none that this version knows. */
  static Optional<Letter> read(byte[] octets, int offset, int length) {
    try {
      return Optional.ofNullable(JSON.readerFor(Letter.class).readValue(octets, offset, length));
    } catch (JacksonException e) {
      LOG.debug("not understood: {}", e.getOriginalMessage());
      return Optional.empty();
    }
  }
}
