package mxping.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileStampTest {
  private static final FileTime THEN = FileTime.fromMillis(1_000_000);

  @TempDir Path folder;

  private Path file(String name, String text) throws IOException {
    return Files.setLastModifiedTime(Files.writeString(folder.resolve(name), text), THEN);
  }

  private static void assertChanges(FileStamp stamp) {
    assertThat(stamp.now()).isNotEqualTo(stamp);
  }

  @Test
  void whatNobodyTouchesStaysTheSame() throws IOException {
    FileStamp stamp = FileStamp.of(file("a", "one"));
    assertThat(stamp.now()).isEqualTo(stamp);
    FileStamp absent = FileStamp.of(folder.resolve("b"));
    assertThat(absent.now()).isEqualTo(absent);
  }

  @Test
  void aFileThatIsWrittenIsAnother() throws IOException {
    FileStamp stamp = FileStamp.of(file("a", "one"));
    Files.writeString(stamp.path(), "two");
    assertChanges(stamp);
  }

  @Test
  void aFileThatIsExchangedIsAnotherThoughItsTimeIsTheSame() throws IOException {
    FileStamp stamp = FileStamp.of(file("a", "one"));
    Files.move(file("b", "two"), stamp.path(), StandardCopyOption.ATOMIC_MOVE);
    assertChanges(stamp);
  }

  @Test
  void aFileThatComesOrGoesIsAnother() throws IOException {
    FileStamp absent = FileStamp.of(folder.resolve("a"));
    FileStamp present = FileStamp.of(file("a", "one"));
    assertChanges(absent);
    Files.delete(present.path());
    assertChanges(present);
  }

  @Test
  void aLinkThatLeadsElsewhereIsAnotherThoughWhatItLeadsToIsAlike() throws IOException {
    Files.createDirectories(folder.resolve("1"));
    Files.createDirectories(folder.resolve("2"));
    file("1/a", "one");
    file("2/a", "one");
    Path data = Files.createSymbolicLink(folder.resolve("..data"), Path.of("1"));
    FileStamp stamp = FileStamp.of(data.resolve("a"));
    Files.delete(data);
    Files.createSymbolicLink(data, Path.of("2"));
    assertChanges(stamp);
  }

  @Test
  void aFolderIsAnotherWhenANameComes() throws IOException {
    Files.setLastModifiedTime(folder, THEN);
    FileStamp stamp = FileStamp.of(folder);
    file("a", "one");
    assertChanges(stamp);
  }
}
