package mxping.sasl;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import mxping.check.Auth;

/** A mechanism that we speak, the strongest first. */
public enum Mechanism {
  SCRAM_SHA_256("SCRAM-SHA-256"),
  CRAM_MD5("CRAM-MD5"),
  PLAIN("PLAIN"),
  LOGIN("LOGIN");

  private final String registered;

  Mechanism(String registered) {
    this.registered = registered;
  }

  /** Its name as IANA has it, and as hosts offer it. */
  public String registered() {
    return registered;
  }

  /** Those that {@code wish} is content with, the strongest first. */
  public static List<Mechanism> of(Auth.Mechanism wish) {
    return switch (wish) {
      case AUTO -> List.of(values());
      case PLAIN -> List.of(PLAIN);
      case LOGIN -> List.of(LOGIN);
      case CRAM_MD5 -> List.of(CRAM_MD5);
      case SCRAM_SHA_256 -> List.of(SCRAM_SHA_256);
    };
  }

  /**
   * The strongest of those that {@code wish} is content with and the host offers.
   *
   * @param offered names in upper case
   */
  public static Optional<Mechanism> strongest(Auth.Mechanism wish, Set<String> offered) {
    return of(wish).stream().filter(one -> offered.contains(one.registered)).findFirst();
  }

  /** An exchange that is about to begin. */
  public Exchange exchange(String username, Password password) {
    return new Exchange(
        switch (this) {
          case SCRAM_SHA_256 -> new Scram(username, password);
          case CRAM_MD5, PLAIN -> new OfJdk(registered, username, password);
          case LOGIN -> new Login(username, password);
        });
  }

  /** Their names, for people. */
  public static String names(List<Mechanism> mechanisms) {
    return String.join(", ", mechanisms.stream().map(Mechanism::registered).toList());
  }
}
