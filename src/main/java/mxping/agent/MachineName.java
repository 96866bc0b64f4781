package mxping.agent;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The fully qualified domain name of this machine, as EHLO wants one (RFC 5321 4.1.1.1). */
public final class MachineName {
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final Pattern QUALIFIED =
      Pattern.compile("(?=.{4,253}$)([a-z0-9]([a-z0-9-]*[a-z0-9])?\\.)+[a-z][a-z0-9-]*[a-z0-9]");

  private MachineName() {}

  /**
   * The name, where the system knows a qualified one within a second; a resolver that does not
   * answer must not delay the start.
   */
  public static Optional<String> find() {
    CompletableFuture<String> name = new CompletableFuture<>();
    Thread.ofVirtual().name("machine-name").start(() -> name.complete(ask()));
    return Optional.of(
            name.completeOnTimeout("", PATIENCE.toMillis(), TimeUnit.MILLISECONDS).join())
        .filter(found -> QUALIFIED.matcher(found).matches());
  }

  private static String ask() {
    try {
      return InetAddress.getLocalHost().getCanonicalHostName().toLowerCase(Locale.ROOT);
    } catch (UnknownHostException e) {
      return "";
    }
  }
}
