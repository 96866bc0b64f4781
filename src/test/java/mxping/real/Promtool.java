package mxping.real;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Prometheus's own judge of an exposition. */
final class Promtool {
  private Promtool() {}

  /** What {@code promtool check metrics} has to say. */
  static Program.Ended check(Path directory, Scrape scrape) throws Exception {
    Path file = Files.writeString(directory.resolve("metrics.txt"), scrape.text());
    List<String> command =
        List.of("sh", "-c", "exec promtool check metrics < \"$0\"", file.toString());
    return Program.run(directory, "promtool", command, Duration.ofSeconds(20));
  }
}
