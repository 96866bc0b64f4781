package mxping.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * Measures what an agent costs, and says so in a table and in {@code bench.json}. Arguments: the
 * folder that file goes to, then words; where there are any, only measurements whose description
 * has one of them are taken.
 */
public final class Bench {
  private static final List<Measurement> ALL =
      List.of(
          new Start(),
          new Steady("plain", "{mode: \"off\"}"),
          new Steady("STARTTLS, full handshakes", Steady.VERIFIED),
          new Steady("STARTTLS, resumed", Steady.VERIFIED.replace("}", ", resume: true}")),
          new Scrapes(),
          new Many(60),
          new Many(10),
          new Hanging());

  private Bench() {}

  public static void main(String[] args) throws Exception {
    List<String> wanted = List.of(args).subList(1, args.length);
    Noise noise = new Noise();
    Map<String, List<Figure>> taken = new LinkedHashMap<>();
    System.out.printf("%s%n", Subject.described());
    for (Measurement measurement : ALL) {
      if (wanted.isEmpty() || wanted.stream().anyMatch(measurement.about()::contains)) {
        long began = System.nanoTime();
        List<Figure> figures = measurement.taken();
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        tell("%s (%d s)".formatted(measurement.about(), took.toSeconds()), figures);
        taken.put(measurement.about(), figures);
      }
    }
    List<Figure> disturbed = noise.figures();
    tell("how noisy the machine was", disturbed);
    taken.put("noise", disturbed);
    Path file = Files.createDirectories(Path.of(args[0])).resolve("bench.json");
    JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValue(file.toFile(), taken);
    System.out.printf("%nin %s too%n", file);
    System.exit(0);
  }

  private static void tell(String what, List<Figure> figures) {
    System.out.printf("%n%s%n", what);
    figures.forEach(f -> System.out.printf("  %-62s %10.2f %s%n", f.what(), f.value(), f.unit()));
  }
}
