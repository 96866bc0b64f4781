package mxping.scripted;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A rule of one connection for a host where one user can log in, by whatever mechanism it offers;
 * it offers STARTTLS first. What it is not asked about, it leaves to the plain mail host.
 */
public final class Submission implements UnaryOperator<String> {
  private static final String CHALLENGE = "<1.2@mx.test>";

  private final String username;
  private final String password;
  private final String mechanisms;
  private final UnaryOperator<String> ending;
  private int hellos;
  private @Nullable UnaryOperator<String> next;

  /**
   * @param mechanisms what AUTH offers in TLS
   * @param ending what is made of the last reply of an exchange
   */
  public Submission(
      String username, String password, String mechanisms, UnaryOperator<String> ending) {
    this.username = username;
    this.password = password;
    this.mechanisms = mechanisms;
    this.ending = ending;
  }

  /** A host that ends an exchange as hosts do. */
  public Submission(String username, String password, String mechanisms) {
    this(username, password, mechanisms, reply -> reply);
  }

  @Override
  public String apply(String command) {
    UnaryOperator<String> waiting = next;
    next = null;
    if (waiting != null) {
      return waiting.apply(decoded(command));
    }
    String[] words = command.split(" ", 3);
    return switch (words[0]) {
      case "EHLO" ->
          hellos++ == 0 ? "250-mx.test\n250 STARTTLS" : "250-mx.test\n250 AUTH " + mechanisms;
      case "AUTH" ->
          auth(words[1], words.length == 3 ? Optional.of(decoded(words[2])) : Optional.empty());
      default -> "";
    };
  }

  private String auth(String mechanism, Optional<String> initial) {
    return switch (mechanism) {
      case "PLAIN" -> ended(initial.equals(Optional.of("\0" + username + "\0" + password)));
      case "LOGIN" ->
          ask(
              "Username:",
              name ->
                  ask("Password:", said -> ended(name.equals(username) && said.equals(password))));
      case "CRAM-MD5" -> ask(CHALLENGE, said -> ended(said.equals(username + " " + digest())));
      case "SCRAM-SHA-256" -> scram(new ScramServer(password, "srv", 4096), initial.orElseThrow());
      default -> "504 5.5.4 no such mechanism";
    };
  }

  private String scram(ScramServer server, String first) {
    return ask(
        server.first(first),
        proof -> {
          String last = server.last(proof);
          return last.startsWith("v=") ? ask(last, empty -> ended(true)) : ended(false);
        });
  }

  private String ask(String challenge, UnaryOperator<String> then) {
    next = then;
    return "334 " + Base64.getEncoder().encodeToString(challenge.getBytes(UTF_8));
  }

  private String ended(boolean good) {
    return ending.apply(good ? "235 2.7.0 welcome" : "535 5.7.8 not you");
  }

  private String digest() {
    try {
      Mac mac = Mac.getInstance("HmacMD5");
      mac.init(new SecretKeySpec(password.getBytes(UTF_8), "HmacMD5"));
      return HexFormat.of().formatHex(mac.doFinal(CHALLENGE.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String decoded(String base64) {
    return new String(Base64.getDecoder().decode(base64), UTF_8);
  }
}
