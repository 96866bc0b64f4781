package mxping.smtp;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A dialogue as it happened, with times, in at most 8 KiB of text: beyond that only the number of
 * lines is kept. Control characters are visible as escapes. Not thread-safe until {@link #lines}
 * has been taken.
 */
public final class Transcript {
  private static final int LIMIT = 8 * 1024;

  private final long began = System.nanoTime();
  private final Consumer<Line> watcher;
  private final List<Line> lines = new ArrayList<>();
  private int length;
  private int dropped;

  /**
   * @param watcher told of each line at once, of those too that find no room
   */
  public Transcript(Consumer<Line> watcher) {
    this.watcher = watcher;
  }

  /** Nobody watches. */
  public Transcript() {
    this(line -> {});
  }

  /** Who spoke. */
  public enum Side {
    CLIENT,
    SERVER,
    /** What happened on the wire, in our words. */
    NOTE
  }

  /**
   * One line of a dialogue.
   *
   * @param at since the connection was begun
   */
  public record Line(Duration at, Side side, String text) {

    /** Our words between two dialogues. */
    public static Line note(String text) {
      return new Line(Duration.ZERO, Side.NOTE, text);
    }

    @Override
    public String toString() {
      String prefix =
          switch (side) {
            case CLIENT -> "C: ";
            case SERVER -> "S: ";
            case NOTE -> "-- ";
          };
      return "%8.3f %s%s".formatted(at.toNanos() / 1e9, prefix, text);
    }
  }

  void client(String command) {
    add(Side.CLIENT, command);
  }

  void server(Reply reply) {
    List<String> texts = reply.lines();
    for (int i = 0; i < texts.size(); i++) {
      add(Side.SERVER, reply.code() + (i < texts.size() - 1 ? "-" : " ") + texts.get(i));
    }
  }

  void note(String words) {
    add(Side.NOTE, words);
  }

  private void add(Side side, String text) {
    Duration at = Duration.ofNanos(System.nanoTime() - began);
    Line line = new Line(at, side, Printable.of(text));
    watcher.accept(line);
    if (dropped > 0 || length + line.text().length() > LIMIT) {
      dropped++;
      return;
    }
    length += line.text().length();
    lines.add(line);
  }

  /** The dialogue so far; a last note counts the lines that found no room. */
  public List<Line> lines() {
    List<Line> all = new ArrayList<>(lines);
    if (dropped > 0) {
      all.add(
          new Line(
              Duration.ofNanos(System.nanoTime() - began),
              Side.NOTE,
              dropped + " more lines not kept"));
    }
    return List.copyOf(all);
  }
}
