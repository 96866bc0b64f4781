package mxping.probe;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import mxping.check.Auth;
import mxping.sasl.Exchange;
import mxping.sasl.Mechanism;
import mxping.sasl.Password;
import mxping.sasl.PasswordFile;
import mxping.sasl.Step;
import mxping.smtp.Reply;
import mxping.smtp.SmtpConnection;
import mxping.smtp.WireException;

/**
 * The AUTH of one dialogue (RFC 4954), as its terms want it. The password is read when the dialogue
 * is made, and said only where TLS protects it and the host has proved its name, unless the check
 * says that it need not.
 *
 * <pre>
 * S: 250 AUTH PLAIN SCRAM-SHA-256
 * C: AUTH SCRAM-SHA-256 &lt;secret&gt;
 * S: 334 cj1yT3ByTkdmd0ViZVJXZ2JORWtxTyVodllEcFdVYTJSYVRDQWZ1eEZJbGopaE5sRiRrMCxzPVcyMlph…
 * C: &lt;secret&gt;
 * S: 334 &lt;secret&gt;
 * C:
 * S: 235 2.7.0 Authentication successful
 * </pre>
 *
 * <p>Not thread-safe.
 */
final class Authentication {
  private final Dialogue dialogue;
  private final Auth wish;
  private final PasswordFile file;
  private final Set<String> said = new HashSet<>();

  private Authentication(Dialogue dialogue, Auth wish) {
    this.dialogue = dialogue;
    this.wish = wish;
    this.file = PasswordFile.read(wish.passwordFile());
  }

  /** That of {@code dialogue}, where it comes to one. Blocks on the disk. */
  static Optional<Authentication> of(Dialogue dialogue, Terms terms) {
    return terms.login().map(wish -> new Authentication(dialogue, wish));
  }

  /** Logs in; true where the dialogue goes on. */
  boolean afterHello() throws WireException {
    return switch (file) {
      case PasswordFile.Unusable unusable ->
          stopped(
              Reason.INTERNAL_ERROR,
              "password_file %s %s".formatted(wish.passwordFile(), unusable.why()));
      case PasswordFile.Holds holds -> withPassword(holds.password());
    };
  }

  private boolean withPassword(Password password) throws WireException {
    Optional<String> exposed =
        wish.allowPlaintext() ? Optional.empty() : dialogue.encryption().exposed();
    if (exposed.isPresent()) {
      return stopped(Reason.AUTH_UNAVAILABLE, "the password is not said where " + exposed.get());
    }
    Set<String> offered = dialogue.capabilities().mechanisms();
    Optional<Mechanism> mechanism = Mechanism.strongest(wish.mechanism(), offered);
    return mechanism.isPresent()
        ? loggedIn(mechanism.get(), password)
        : stopped(Reason.AUTH_UNAVAILABLE, notOffered(offered));
  }

  private String notOffered(Set<String> offered) {
    List<Mechanism> wanted = Mechanism.of(wish.mechanism());
    return offered.isEmpty()
        ? "AUTH not offered"
        : "%s not offered, but %s"
            .formatted(Mechanism.names(wanted), String.join(", ", new TreeSet<>(offered)));
  }

  private boolean loggedIn(Mechanism mechanism, Password password) throws WireException {
    Exchange exchange = mechanism.exchange(wish.username(), password);
    try {
      return switch (exchange.begin()) {
        case Step.Say first -> goneOn(exchange, begun(mechanism, Optional.of(first.base64())));
        case Step.Listen listen -> goneOn(exchange, begun(mechanism, Optional.empty()));
        case Step.Stop stop -> stopped(reason(stop), stop.words());
      };
    } finally {
      said.addAll(exchange.secrets());
    }
  }

  private Reply begun(Mechanism mechanism, Optional<String> initial) throws WireException {
    return said(connection -> connection.auth(mechanism.registered(), initial));
  }

  private Reply said(Dialogue.Exchange command) throws WireException {
    return dialogue.ask(dialogue.opening(), Phase.AUTH, command);
  }

  private boolean goneOn(Exchange exchange, Reply first) throws WireException {
    Reply reply = first;
    while (reply.code() == 334) {
      long began = System.nanoTime();
      Step step = exchange.answer(reply.text());
      dialogue.opening().waited(System.nanoTime() - began);
      switch (step) {
        case Step.Say say -> reply = said(connection -> connection.authResponse(say.base64()));
        case Step.Listen listen -> throw new IllegalStateException("listening twice");
        case Step.Stop stop -> {
          return cancelled(reply, stop);
        }
      }
    }
    return ended(exchange, reply);
  }

  /** Leaves an exchange that cannot go on, so that QUIT can be said (RFC 4954 4). */
  private boolean cancelled(Reply reply, Step.Stop stop) throws WireException {
    Reason reason = reason(stop);
    dialogue
        .opening()
        .found(new Finding(Phase.AUTH, reason, reason.outcome(), Optional.of(reply), stop.words()));
    said(SmtpConnection::authCancel);
    return false;
  }

  /** A host that declares success before it has proved itself is not believed (RFC 5802 3). */
  private boolean ended(Exchange exchange, Reply reply) {
    Reason reason = ReplyTable.auth(reply);
    boolean early = reason == Reason.NONE && !exchange.complete();
    return dialogue.fine(
        dialogue.opening(), Phase.AUTH, early ? Reason.PROTOCOL_ERROR : reason, reply);
  }

  private boolean stopped(Reason reason, String words) {
    dialogue.opening().found(Finding.of(Phase.AUTH, reason, words));
    return false;
  }

  private static Reason reason(Step.Stop stop) {
    return switch (stop.why()) {
      case BROKEN -> Reason.PROTOCOL_ERROR;
      case COSTLY -> Reason.AUTH_UNAVAILABLE;
      case UNFIT -> Reason.INTERNAL_ERROR;
    };
  }

  /** Takes the password, and all it could be guessed from, out of what came of the dialogue. */
  Redaction redaction() {
    return switch (file) {
      case PasswordFile.Holds holds -> Redaction.of(holds.password(), said);
      case PasswordFile.Unusable unusable -> Redaction.NONE;
    };
  }
}
