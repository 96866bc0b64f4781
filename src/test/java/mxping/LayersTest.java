package mxping;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Which room may know which, and which library lives in one room alone. */
class LayersTest {
  private static final Path CLASSES = Path.of("target/classes");
  private static final Pattern DESCRIPTOR = Pattern.compile("\\(|\\[*L\\w+/");
  private static final Pattern OURS = Pattern.compile("\\bmxping/(\\w+)/");

  /** Each room and the rooms it may use, highest first; nothing reaches up. */
  private static final Map<String, Set<String>> ALLOWED =
      Map.ofEntries(
          Map.entry("", Set.of("cli", "log")),
          Map.entry(
              "cli",
              Set.of(
                  "agent",
                  "ask",
                  "cluster",
                  "config",
                  "check",
                  "log",
                  "metrics",
                  "ping",
                  "schedule",
                  "web")),
          Map.entry(
              "agent",
              Set.of(
                  "web",
                  "pages",
                  "cluster",
                  "config",
                  "schedule",
                  "metrics",
                  "history",
                  "run",
                  "courtesy",
                  "probe",
                  "smtp",
                  "self",
                  "ask",
                  "check")),
          Map.entry("cluster", Set.of("courtesy", "sasl", "check")),
          Map.entry("ping", Set.of("run", "courtesy", "probe", "resolve", "smtp", "self", "check")),
          Map.entry("web", Set.of("pages", "history", "run", "probe", "smtp", "config", "check")),
          Map.entry("pages", Set.of("history", "run", "probe", "smtp", "check")),
          Map.entry("schedule", Set.of("run", "check")),
          Map.entry("metrics", Set.of("history", "run", "probe", "smtp", "check")),
          Map.entry("history", Set.of("run", "probe", "smtp", "check")),
          Map.entry("run", Set.of("courtesy", "probe", "resolve", "smtp", "check")),
          Map.entry("courtesy", Set.of("probe", "smtp", "check")),
          Map.entry("probe", Set.of("smtp", "sasl", "check")),
          Map.entry("resolve", Set.of("check")),
          Map.entry("smtp", Set.of("check")),
          Map.entry("sasl", Set.of("check")),
          Map.entry("log", Set.of("smtp")),
          Map.entry("self", Set.of()),
          Map.entry("ask", Set.of("check")),
          Map.entry("config", Set.of("sasl", "check")),
          Map.entry("check", Set.of()));

  /** Libraries and the rooms that know them: one each, but for the JDK's TLS, which has three. */
  private static final Map<String, Set<String>> AT_HOME =
      Map.ofEntries(
          Map.entry("picocli/", Set.of("cli")),
          Map.entry("io/javalin/", Set.of("web")),
          Map.entry("org/eclipse/jetty/", Set.of("web")),
          Map.entry("gg/jte/", Set.of("pages")),
          Map.entry("org/quartz/", Set.of("schedule")),
          Map.entry("io/micrometer/", Set.of("metrics")),
          Map.entry("io/prometheus/", Set.of("metrics")),
          Map.entry("org/xbill/", Set.of("resolve")),
          Map.entry("tools/jackson/dataformat/", Set.of("config")),
          Map.entry("java/util/logging/", Set.of("log")),
          Map.entry("javax/security/sasl/", Set.of("sasl")),
          Map.entry("com/ongres/", Set.of("sasl")),
          Map.entry("org/springframework/", Set.of("web")),
          Map.entry("org/jgroups/", Set.of("cluster")),
          Map.entry("javax/net/ssl/", Set.of("smtp", "web", "cluster")));

  @Test
  void noRoomReachesUp() throws IOException {
    Map<String, Set<String>> arrows = new TreeMap<>();
    ALLOWED.keySet().forEach(room -> arrows.put(room, new TreeSet<>()));
    names(
        (room, name) -> {
          Matcher ours = OURS.matcher(name);
          while (ours.find()) {
            arrows.computeIfAbsent(room, fresh -> new TreeSet<>()).add(ours.group(1));
          }
        });
    arrows.forEach((room, used) -> used.remove(room));

    assertThat(arrows)
        .allSatisfy((room, used) -> assertThat(ALLOWED.get(room)).as(room).containsAll(used));
  }

  @Test
  void eachLibraryLivesInItsRoom() throws IOException {
    Set<String> strangers = new TreeSet<>();
    names(
        (room, name) ->
            AT_HOME.forEach(
                (library, homes) -> {
                  if (name.contains(library) && !homes.contains(room) && !room.isEmpty()) {
                    strangers.add(room + " knows " + name);
                  }
                }));

    assertThat(strangers).isEmpty();
  }

  @Test
  void everyRoomIsListedAndSaysWhatItHolds() throws IOException {
    try (Stream<Path> rooms = Files.list(CLASSES.resolve("mxping"))) {
      List<Path> folders = rooms.filter(Files::isDirectory).filter(LayersTest::holdsCode).toList();

      assertThat(folders)
          .allSatisfy(
              room -> {
                assertThat(ALLOWED).containsKey(room.getFileName().toString());
                assertThat(room.resolve("package-info.class")).exists();
              });
      assertThat(folders).hasSize(ALLOWED.size() - 1);
    }
  }

  private static boolean holdsCode(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.anyMatch(file -> file.toString().endsWith(".class"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private interface Name {
    void in(String room, String name);
  }

  /** Every class name and descriptor that a class of ours mentions. */
  private static void names(Name found) throws IOException {
    try (Stream<Path> files = Files.walk(CLASSES.resolve("mxping"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
        Path inside = CLASSES.resolve("mxping").relativize(file);
        String room = inside.getNameCount() == 1 ? "" : inside.getName(0).toString();
        for (PoolEntry entry : entries(file)) {
          if (entry instanceof ClassEntry type) {
            found.in(room, type.asInternalName());
          } else if (entry instanceof Utf8Entry text
              && DESCRIPTOR.matcher(text.stringValue()).lookingAt()) {
            found.in(room, text.stringValue());
          }
        }
      }
    }
  }

  private static List<PoolEntry> entries(Path file) throws IOException {
    return StreamSupport.stream(ClassFile.of().parse(file).constantPool().spliterator(), false)
        .toList();
  }
}
