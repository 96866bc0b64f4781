package mxping.ping;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import mxping.check.Checks;
import mxping.check.Manners;
import mxping.check.Network;
import mxping.ping.Telling.Form;
import mxping.zone.ScriptedDns;

/** A ping of a test: who is asked how, in which zone, and what was told of it. */
final class Pinged {
  /** At home on loopback. */
  static final Manners AT_HOME =
      new Manners(
          Duration.ofSeconds(2), 4, List.of(new Network(InetAddress.ofLiteral("127.0.0.0"), 8)), 9);

  /** A guest everywhere, who need not pause. */
  static final Manners GUEST = new Manners(Duration.ZERO, 4, List.of(), 9);

  private final Checks check;
  private final StringWriter told = new StringWriter();
  private Manners manners = AT_HOME;
  private Form form = Form.TEXT;
  private boolean dialogues;
  private boolean terminal;
  private boolean colours;
  private OptionalInt count = OptionalInt.of(1);
  private Duration interval = Duration.ofMillis(20);

  Pinged(Checks check) {
    this.check = check.helo("probe.test");
  }

  Pinged as(Manners manners) {
    this.manners = manners;
    return this;
  }

  Pinged times(int count) {
    this.count = OptionalInt.of(count);
    return this;
  }

  Pinged untilStopped() {
    this.count = OptionalInt.empty();
    return this;
  }

  Pinged every(Duration interval) {
    this.interval = interval;
    return this;
  }

  Pinged inJson() {
    this.form = Form.JSON;
    return this;
  }

  Pinged withDialogues() {
    this.dialogues = true;
    return this;
  }

  Pinged onTerminal() {
    this.terminal = true;
    return this;
  }

  Pinged inColours() {
    this.colours = true;
    return this;
  }

  /** Pings in this zone, to the end. */
  Ending in(String zone) {
    try (var dns = ScriptedDns.serving(zone)) {
      check.dns(dns.address());
      return ping().run();
    }
  }

  Ping ping() {
    return ping(new PrintWriter(told));
  }

  Ping ping(PrintWriter out) {
    Wish wish = new Wish("target.test", check.check(), count, interval);
    Telling telling = new Telling(out, form, dialogues, terminal, colours);
    return new Ping(wish, manners, Optional.empty(), telling);
  }

  /** All that was told so far, as it is. */
  String raw() {
    return told.toString();
  }

  /** The same with a {@code #} for each time. */
  String told() {
    return raw()
        .replaceAll("\\(resolve [^)]*\\)", "(#)")
        .replaceAll("[0-9]+\\.[0-9]+( ms|/)", "#$1")
        .replaceAll("(?m)^ +[0-9]+\\.[0-9]{3} ", "# ");
  }
}
