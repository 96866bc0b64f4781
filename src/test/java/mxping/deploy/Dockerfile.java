package mxping.deploy;

import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** The last stage of a Dockerfile, which becomes the image. */
public record Dockerfile(List<String> lines) {

  public static Dockerfile read(Deployed file) {
    List<String> lines = file.text().replace("\\\n", " ").lines().toList();
    int last = 0;
    for (int i = 0; i < lines.size(); i++) {
      last = lines.get(i).startsWith("FROM ") ? i : last;
    }
    return new Dockerfile(lines.subList(last, lines.size()));
  }

  /** The one port it says it listens on. */
  public int port() {
    return Integer.parseInt(only("EXPOSE "));
  }

  public List<String> entrypoint() {
    return words(only("ENTRYPOINT "));
  }

  /** The command of its health check. */
  public List<String> health() {
    String check = only("HEALTHCHECK ");
    return words(check.substring(check.indexOf("CMD ") + "CMD ".length()));
  }

  private static List<String> words(String json) {
    return Arrays.asList(JsonMapper.shared().readValue(json, String[].class));
  }

  private String only(String instruction) {
    List<String> found = lines.stream().filter(line -> line.startsWith(instruction)).toList();
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " of " + instruction);
    }
    return found.getFirst().substring(instruction.length()).strip();
  }
}
