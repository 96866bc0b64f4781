package mxping.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLContext;
import mxping.check.Cluster;
import mxping.cluster.Census.Announced;
import mxping.cluster.Census.Member;
import mxping.cluster.Census.Silent;
import org.jgroups.Address;
import org.jgroups.BytesMessage;
import org.jgroups.JChannel;
import org.jgroups.Message;
import org.jgroups.Receiver;
import org.jgroups.View;
import org.jgroups.util.ExtendedUUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * JGroups, at work: tells who is there and what each has announced, and carries letters. A member
 * is known by the name that its address carries. Nothing is done on the engine's threads but to
 * hand on what came, for to block there would stop the whole channel. Whatever is called here but
 * {@link #send} is called on the one thread that is given.
 */
final class Engine implements Post {
  private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
  private static final String NAME = "member";

  private final Executor thread;
  private final BooleanSupplier takesPart;
  private final JChannel channel;
  private final Told changed;
  private final BiConsumer<String, Letter> heard;
  private final Map<Address, Heard> announced = new HashMap<>();
  private volatile List<Address> view = List.of();
  private Announced own;

  /** What a member announced last, and when that was, on the monotonic clock. */
  private record Heard(Letter.Announcement announcement, long nanoTime) {}

  /** Is told of every census. */
  @FunctionalInterface
  interface Told {
    /**
     * A census was taken.
     *
     * @param ofMembers whether members have come or gone, not only said something
     * @param lost members that are gone without a farewell, and when they were last heard
     */
    void of(Census census, boolean ofMembers, Map<String, Long> lost);
  }

  /**
   * An engine that is not connected yet.
   *
   * @param own what this agent announces
   * @param takesPart whether it runs checks, and so tells the others
   * @param thread on which all that comes is told, one after the other
   * @param heard is told of every letter to this agent alone, and who sent it
   * @throws Exception where JGroups does not like its protocols; it declares no less
   */
  Engine(
      Cluster cluster,
      Optional<SSLContext> tls,
      Announced own,
      BooleanSupplier takesPart,
      Executor thread,
      Told changed,
      BiConsumer<String, Letter> heard)
      throws Exception {
    this.own = own;
    this.takesPart = takesPart;
    this.thread = thread;
    this.changed = changed;
    this.heard = heard;
    channel = new JChannel(Stack.of(cluster, tls));
    channel.setName(own.name());
    channel.addAddressGenerator(
        () -> ExtendedUUID.randomUUID(own.name()).put(NAME, own.name().getBytes(UTF_8)));
    channel.setReceiver(new Ear());
    channel.setDiscardOwnMessages(true);
  }

  /**
   * Joins the others, or begins alone where there are none. Blocks for some seconds at most.
   *
   * @throws Exception where the address cannot be had, for one; the engine declares no less
   */
  void join(String cluster) throws Exception {
    channel.connect(cluster);
  }

  /** Tells all that this agent runs nothing any more. */
  void farewell() {
    if (channel.isConnected()) {
      post(null, new Letter.Farewell());
    }
  }

  /** Leaves the others, who are told, for good. Blocks for some seconds at most. */
  void close() {
    channel.close();
  }

  /** From now on this agent announces this, and all are told. */
  void announce(Announced own) {
    this.own = own;
    isWell();
    tell(false, Map.of());
  }

  /** Tells all that this agent is well, and what it has read, once it takes part. */
  void isWell() {
    if (takesPart.getAsBoolean() && channel.isConnected()) {
      post(null, new Letter.Announcement(own.digest(), own.pages()));
    }
  }

  /** What the engine calls; each call only hands on. */
  private final class Ear implements Receiver {
    @Override
    public void viewAccepted(View now) {
      thread.execute(() -> view(now));
    }

    @Override
    public void receive(Message message) {
      Address from = message.getSrc();
      Letters.read(message.getArray(), message.getOffset(), message.getLength())
          .ifPresent(letter -> thread.execute(() -> received(from, letter)));
    }
  }

  private void view(View now) {
    view = now.getMembers();
    Map<String, Long> lost = new HashMap<>();
    announced.forEach(
        (address, heard) -> {
          if (!view.contains(address)) {
            lost.put(name(address), heard.nanoTime());
          }
        });
    announced.keySet().retainAll(view);
    isWell();
    tell(true, lost);
  }

  private void received(Address from, Letter letter) {
    switch (letter) {
      case Letter.Announcement now -> {
        Heard before = announced.put(from, new Heard(now, System.nanoTime()));
        if (before == null || !before.announcement().equals(now)) {
          tell(false, Map.of());
        }
      }
      case Letter.Farewell farewell -> {
        announced.remove(from);
        tell(false, Map.of());
      }
      default -> heard.accept(name(from), letter);
    }
  }

  @Override
  public void send(String member, Letter letter) {
    view.stream()
        .filter(address -> name(address).equals(member))
        .findFirst()
        .ifPresent(address -> Thread.ofVirtual().name("letter").start(() -> post(address, letter)));
  }

  private void post(@Nullable Address to, Letter letter) {
    try {
      channel.send(new BytesMessage(to, Letters.write(letter)));
    } catch (Exception e) {
      // whoever waits for an answer waits in vain, and goes on alone
      LOG.debug("not sent: {}", e.toString());
    }
  }

  private void tell(boolean ofMembers, Map<String, Long> lost) {
    List<Member> others = new ArrayList<>();
    int elders = 0;
    for (Address address : view) {
      if (address.equals(channel.getAddress())) {
        elders = others.size();
      } else {
        others.add(member(address));
      }
    }
    changed.of(new Census(own, others, elders), ofMembers, lost);
  }

  private Member member(Address address) {
    String name = name(address);
    Heard heard = announced.get(address);
    return heard == null
        ? new Silent(name)
        : new Announced(name, heard.announcement().digest(), heard.announcement().pages());
  }

  private static String name(Address address) {
    byte[] name = address instanceof ExtendedUUID known ? known.get(NAME) : null;
    return name == null ? "" : new String(name, UTF_8);
  }
}
