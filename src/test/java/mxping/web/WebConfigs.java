package mxping.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import mxping.check.Checks;
import mxping.check.Configuration;
import mxping.check.Manners;
import mxping.config.WebConfig;
import mxping.config.WebConfigFile;
import mxping.config.WebLoaded;

/** Web configurations, from the text of their files. */
final class WebConfigs {
  /** What is loaded where a test does not care. */
  static final Configuration NO_CHECKS =
      new Configuration(
          new Manners(Duration.ofSeconds(2), 4, List.of(), 2000),
          List.of(),
          Checks.domain("invalid").check(),
          Optional.empty());

  private WebConfigs() {}

  /** What this text says; the files that it names are beside {@code folder}'s others. */
  static WebConfig of(Path folder, String text) {
    try {
      Path file = Files.writeString(folder.resolve("web.yaml"), text);
      return switch (WebConfigFile.load(file, Web.abilities())) {
        case WebLoaded.Valid valid -> valid.config();
        case WebLoaded.Invalid invalid -> throw new AssertionError(invalid.problems());
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
