package mxping.config;

import java.math.BigDecimal;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.regex.Pattern;
import mxping.check.Manners;
import mxping.check.Tls;

/**
 * Values as people type them on a command line, by the grammars of {@code checks.yaml}. What is not
 * of its grammar is an {@link IllegalArgumentException} whose message is a sentence for them.
 */
public final class Typed {
  static final Grammar<Integer> PORT = Numbers.between(1, 65535);

  private static final Grammar<Tls.Mode> MODE = Words.of(Tls.Mode.class);
  private static final Grammar<Duration> DURATION = Durations.between("10ms", "1d");
  private static final Grammar<Duration> BOUND = Durations.between("1ms", "1d");
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,6}(\\.[0-9]{1,3})?");

  private Typed() {}

  /** The reverse-path: a mailbox, or the null one, which is {@code <>} or empty. */
  public static String sender(String text) {
    return read(text.equals("<>") ? "" : text, Mailboxes::sender);
  }

  /** The argument of EHLO: a domain name or an address literal. */
  public static String helo(String text) {
    return read(text, Hosts::helo);
  }

  /** A name server: {@code 192.0.2.53}, {@code [2001:db8::53]:5353}. */
  public static InetSocketAddress server(String text) {
    return read(text, IpLiterals::server);
  }

  /** A port, 1 to 65535. */
  public static int port(String text) {
    return read(text, PORT);
  }

  /** 10 ms to a day, such as {@code 500ms 30s 5m}; a bare number is seconds, as with ping. */
  public static Duration duration(String text) {
    return read(text, typed -> DURATION.parse(withUnit(typed)));
  }

  /** A bound of a histogram's bucket, 1 ms to a day; a bare number is seconds. */
  public static Duration bound(String text) {
    return read(text, typed -> BOUND.parse(withUnit(typed)));
  }

  private static String withUnit(String text) {
    return SECONDS.matcher(text).matches()
        ? new BigDecimal(text).movePointRight(3).toBigInteger() + "ms"
        : text;
  }

  /** Whether and when TLS is used: {@code off opportunistic required implicit}. */
  public static Tls.Mode tlsMode(String text) {
    return read(text, MODE);
  }

  /** How a guest behaves where no file says otherwise. */
  public static Manners manners() {
    return ProbeDecoder.DEFAULT;
  }

  static <T> T read(String text, Grammar<T> grammar) {
    return switch (grammar.parse(text)) {
      case Parsed.Good<T> good -> good.meaning();
      case Parsed.Bad<T> bad ->
          throw new IllegalArgumentException(Quoted.of(text) + " " + bad.why() + bad.detail());
    };
  }
}
