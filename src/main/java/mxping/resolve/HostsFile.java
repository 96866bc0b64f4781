package mxping.resolve;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The system's table of hosts, hosts(5); read at each question, so that it is always current. */
record HostsFile(Path path) {
  static final HostsFile SYSTEM = new HostsFile(Path.of("/etc/hosts"));

  /**
   * The addresses of a name, in the file's order. None where the file cannot be read; lines that
   * make no sense are passed over.
   */
  List<InetAddress> addresses(String name) {
    try (var lines = Files.lines(path, StandardCharsets.ISO_8859_1)) {
      return lines.flatMap(line -> address(line, name)).distinct().toList();
    } catch (IOException | UncheckedIOException e) {
      return List.of();
    }
  }

  private static Stream<InetAddress> address(String line, String name) {
    var words = line.replaceFirst("#.*", "").strip().split("\\s+");
    if (Arrays.stream(words).skip(1).noneMatch(name::equalsIgnoreCase)) {
      return Stream.empty();
    }
    try {
      return Stream.of(InetAddress.ofLiteral(words[0]));
    } catch (IllegalArgumentException e) {
      return Stream.empty();
    }
  }
}
