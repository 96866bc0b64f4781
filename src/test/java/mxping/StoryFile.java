package mxping;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import mxping.agent.Sources;
import mxping.config.ConfigFile;
import mxping.config.Loaded;
import mxping.config.SchemaJudge;
import mxping.schedule.Timetable;

/**
 * The {@code checks.yaml} of a story, in a folder of its own.
 *
 * @param watched whether the agent is told of its files, and so looks at them; where it is not, it
 *     reads them only when it is asked to
 */
record StoryFile(Path folder, Map<String, String> environment, boolean watched)
    implements AutoCloseable {

  static StoryFile of(String text, Map<String, String> environment, boolean watched)
      throws IOException {
    Path folder = Files.createTempDirectory("mxping-story");
    StoryFile file = new StoryFile(folder, environment, watched);
    file.write(text);
    assertThat(SchemaJudge.problems(text)).isEmpty();
    return file;
  }

  private Path path() {
    return folder.resolve("checks.yaml");
  }

  /** As editors do it: a new file takes the name of the old one. */
  void write(String text) throws IOException {
    Path next = Files.writeString(folder.resolve(".checks.yaml.next"), text);
    Files.move(next, path(), StandardCopyOption.ATOMIC_MOVE);
  }

  Sources.Checks source() {
    return switch (load()) {
      case Loaded.Valid valid -> new Sources.Checks(valid, this::load);
      case Loaded.Invalid invalid -> throw new AssertionError(invalid.problems());
    };
  }

  private Loaded load() {
    Loaded loaded = ConfigFile.load(path(), environment, Timetable::cronProblem);
    return watched
        ? loaded
        : switch (loaded) {
          case Loaded.Valid valid -> new Loaded.Valid(valid.configuration(), List.of());
          case Loaded.Invalid invalid -> new Loaded.Invalid(invalid.problems(), List.of());
        };
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> all = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : all) {
        Files.delete(file);
      }
    }
  }
}
