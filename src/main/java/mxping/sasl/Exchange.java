package mxping.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Set;
import mxping.sasl.Step.Stop;
import mxping.sasl.Step.Why;

/**
 * The client's side of one authentication exchange (RFC 4422 3), in the Base64 that SMTP wraps it
 * in (RFC 4954 4). However long a host goes on, it comes to its end. Not thread-safe.
 *
 * <pre>
 * C: AUTH CRAM-MD5
 * S: 334 PDE4OTYuNjk3MTcwOTUyQHBvc3RvZmZpY2UucmVzdG9uLm1jaS5uZXQ+
 * C: dGltIGI5MTNhNjAyYzdlZGE3YTQ5NWI0ZTZlNzMzNGQzODkw
 * S: 235 2.7.0 Authentication successful
 * </pre>
 */
public final class Exchange {
  private final Client client;
  private final Set<String> secrets = new LinkedHashSet<>();
  private boolean proved;

  Exchange(Client client) {
    this.client = client;
  }

  /** What is said with AUTH itself, or that the host begins. */
  public Step begin() {
    return remembered(client.begin());
  }

  /**
   * What is said to the text of a 334.
   *
   * @param challenge Base64; empty where the host says nothing
   */
  public Step answer(String challenge) {
    if (proved) {
      secrets.add(challenge);
    }
    if (client.complete()) {
      return new Stop(Why.BROKEN, "a challenge where none belongs");
    }
    try {
      return remembered(client.answer(Base64.getDecoder().decode(challenge)));
    } catch (IllegalArgumentException e) {
      return new Stop(Why.BROKEN, "a challenge that is not Base64");
    }
  }

  /** Whether all has been said and heard, so that the host may declare success. */
  public boolean complete() {
    return client.complete();
  }

  /** What was said on the wire that the password could be told or guessed from. */
  public Set<String> secrets() {
    return Set.copyOf(secrets);
  }

  private Step remembered(Step step) {
    if (step instanceof Step.Say say && say.proof()) {
      proved = true;
      secrets.add(say.base64());
      secrets.add(new String(Base64.getDecoder().decode(say.base64()), UTF_8));
    }
    return step;
  }

  static Step say(byte[] octets) {
    return new Step.Say(Base64.getEncoder().encodeToString(octets), false);
  }

  static Step prove(byte[] octets) {
    return new Step.Say(Base64.getEncoder().encodeToString(octets), true);
  }
}
