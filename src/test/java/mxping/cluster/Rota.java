package mxping.cluster;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import mxping.courtesy.Turns;

/**
 * Members that visit one address, each with a lane of its own: a simulation in which only {@link
 * SharedTurns} is real. Time passes from one event to the next; letters take up to 20 ms and
 * overtake each other. It notes who was connected when.
 */
final class Rota {
  static final Duration GAP = Duration.ofSeconds(2);

  private final Random random;
  private final InetAddress address;
  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::order));
  private final Map<String, Member> members = new TreeMap<>();
  private final Set<String> deaf = new HashSet<>();
  private final List<Connection> connections = new ArrayList<>();
  private final List<String> letters = new ArrayList<>();
  private double loss;
  private long now = -Duration.ofSeconds(5).toNanos();
  private long order;

  private record Event(long at, long order, Runnable happens) {}

  /**
   * What the mail host saw.
   *
   * @param asked recipients that it refused
   */
  record Connection(String member, long from, long to, int asked) {}

  Rota(String address, Random random) {
    this.address = InetAddress.ofLiteral(address);
    this.random = random;
  }

  /** An agent, and the way its visits go. */
  final class Member {
    private final String name;
    final SharedTurns turns;
    private boolean alive = true;
    private boolean holding;
    private int asks;
    private Duration away = GAP;
    private int budget = Integer.MAX_VALUE;
    private long beganAt;
    private int askedNow;

    Member(String name) {
      this.name = name;
      this.turns = new SharedTurns(name, (to, letter) -> send(name, to, letter), clock(this));
    }

    /** Each connection asks for so many recipients that are refused, within its budget. */
    Member asks(int recipients, int perMinute) {
      asks = recipients;
      budget = perMinute;
      return this;
    }

    /** For so long the address is closed after each of its connections. */
    Member staysAway(Duration time) {
      away = time;
      return this;
    }

    /** Its connections end when the test says so. */
    Member holds() {
      holding = true;
      return this;
    }

    /** Visits the address again and again, as soon as it may. */
    Member visits() {
      if (alive) {
        CompletableFuture<Void> unused =
            turns.wish(address).thenAccept(turn -> in(Duration.ZERO, () -> connects(turn)));
      }
      return this;
    }

    private void connects(Turns.Turn turn) {
      beganAt = now;
      askedNow = Math.clamp((long) budget - turn.elsewhere() - ownInLastMinute(), 0, asks);
      if (!holding) {
        in(Duration.ofMillis(50 + random.nextInt(400)), () -> leaves(turn));
      }
    }

    private int ownInLastMinute() {
      return connections.stream()
          .filter(c -> c.member().equals(name) && now - c.to() < Duration.ofSeconds(60).toNanos())
          .mapToInt(Connection::asked)
          .sum();
    }

    private void leaves(Turns.Turn turn) {
      if (alive) {
        connections.add(new Connection(name, beganAt, now, askedNow));
        turn.end(askedNow, away);
        in(away, this::visits);
      }
    }

    /** Dies in the middle of whatever it does; its sockets are closed with it. */
    void dies() {
      alive = false;
    }
  }

  private Clockwork clock(Member member) {
    return new Clockwork() {
      @Override
      public long nanoTime() {
        return now;
      }

      @Override
      public void after(Duration time, Runnable task) {
        in(
            time,
            () -> {
              if (member.alive) {
                task.run();
              }
            });
      }
    };
  }

  private void in(Duration time, Runnable happens) {
    events.add(new Event(now + time.toNanos(), order++, happens));
  }

  private void send(String from, String to, Letter letter) {
    letters.add(from + " to " + to + ": " + letter.getClass().getSimpleName());
    if (random.nextDouble() < loss) {
      return;
    }
    Duration trip = Duration.ofNanos(random.nextLong(1_000_000, 20_000_000));
    in(trip, () -> arrives(from, to, letter));
  }

  private void arrives(String from, String to, Letter letter) {
    Member member = members.get(to);
    if (member != null && member.alive && !deaf.contains(to)) {
      member.turns.heard(from, (Letter.OfTurns) letter);
    }
  }

  /** Members come, and after a while everybody has noticed. */
  Rota join(String... names) {
    for (String name : names) {
      members.put(name, new Member(name));
    }
    return notices(Duration.ofMillis(50));
  }

  /** Everybody who lives learns, each at its own moment within {@code time}, who lives. */
  Rota notices(Duration time) {
    members.values().removeIf(member -> !member.alive);
    for (Member member : members.values()) {
      List<Census.Member> others = new ArrayList<>();
      members.keySet().stream()
          .filter(name -> !name.equals(member.name))
          .forEach(name -> others.add(new Census.Announced(name, "text of " + name, "")));
      Census census = new Census(new Census.Announced(member.name, "own", ""), others);
      in(
          Duration.ofNanos(random.nextLong(time.toNanos())),
          () -> {
            if (member.alive) {
              member.turns.census(census);
            }
          });
    }
    return this;
  }

  Rota losing(double letters) {
    loss = letters;
    return this;
  }

  /** Hears nothing any more, and so says nothing. */
  void deaf(String name) {
    deaf.add(name);
  }

  Rota passes(Duration time) {
    long end = now + time.toNanos();
    while (!events.isEmpty() && events.element().at() - end <= 0) {
      Event event = events.remove();
      now = event.at();
      event.happens().run();
    }
    now = end;
    return this;
  }

  Member member(String name) {
    Member member = members.get(name);
    if (member == null) {
      throw new AssertionError("nobody is called " + name);
    }
    return member;
  }

  List<Member> all() {
    return List.copyOf(members.values());
  }

  /** Who keeps the lane to the address, as all see it when they have noticed. */
  Member keeper() {
    Ownership ownership = new Ownership(new TreeSet<>(members.keySet()));
    return member(ownership.owner(new Key(address.getHostAddress())));
  }

  /** The members that do not keep the lane. */
  List<Member> guests() {
    Member keeper = keeper();
    return members.values().stream().filter(member -> member != keeper).toList();
  }

  String name(Member member) {
    return member.name;
  }

  CompletableFuture<Turns.Turn> wish(Member member) {
    return member.turns.wish(address);
  }

  List<Connection> connections() {
    return connections.stream().sorted(Comparator.comparingLong(Connection::from)).toList();
  }

  /** Kinds of letters sent so far, each with its sender and receiver. */
  List<String> letters() {
    return List.copyOf(letters);
  }

  long count(Member member) {
    return connections.stream().filter(c -> c.member().equals(member.name)).count();
  }

  /** How many connections began less than {@code gap} after another's end, or before it. */
  long tooEarly(Duration gap) {
    List<Connection> sorted = connections();
    long early = 0;
    for (int i = 1; i < sorted.size(); i++) {
      long end = sorted.subList(0, i).stream().mapToLong(Connection::to).max().orElseThrow();
      early += sorted.get(i).from() - end < gap.toNanos() ? 1 : 0;
    }
    return early;
  }

  /** The longest time without a connection, from the first to the last. */
  Duration longestPause() {
    List<Connection> sorted = connections();
    long longest = 0;
    for (int i = 1; i < sorted.size(); i++) {
      longest = Math.max(longest, sorted.get(i).from() - sorted.get(i - 1).to());
    }
    return Duration.ofNanos(longest);
  }

  /** The most that the host refused in any 60 s. */
  int mostAskedInAMinute() {
    List<Connection> sorted = connections();
    int most = 0;
    for (Connection last : sorted) {
      int asked =
          sorted.stream()
              .filter(c -> c.to() <= last.to())
              .filter(c -> last.to() - c.from() < Duration.ofSeconds(60).toNanos())
              .mapToInt(Connection::asked)
              .sum();
      most = Math.max(most, asked);
    }
    return most;
  }
}
