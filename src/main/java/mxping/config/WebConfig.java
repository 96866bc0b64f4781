package mxping.config;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How the agent lets others in over HTTP: what {@code --web.config.file} says, in the format that
 * Prometheus' exporters share.
 *
 * @param tls empty where HTTP is spoken in the clear
 * @param headers added to every answer
 * @param users and their passwords as bcrypt hashes; empty where everybody may come
 * @param rate how many requests are answered, all clients together; empty where all are
 */
public record WebConfig(
    Optional<ServerTls> tls,
    Map<String, String> headers,
    Map<String, String> users,
    Optional<Rate> rate) {

  /** Everybody may come, in the clear. */
  public static final WebConfig NONE =
      new WebConfig(Optional.empty(), Map.of(), Map.of(), Optional.empty());

  public WebConfig {
    headers = Map.copyOf(headers);
    users = Map.copyOf(users);
  }

  /**
   * A token bucket.
   *
   * @param interval in which one request is allowed
   * @param burst requests that may come at once, after a pause
   */
  public record Rate(Duration interval, int burst) {}

  /** Hashes are secrets. */
  @Override
  public String toString() {
    return "WebConfig[tls=" + tls + ", users=" + users.keySet() + "]";
  }
}
