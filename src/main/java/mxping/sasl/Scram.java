package mxping.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.ongres.scram.client.ScramClient;
import com.ongres.scram.common.StringPreparation;
import com.ongres.scram.common.exception.ScramException;
import com.ongres.scram.common.exception.ScramInvalidServerSignatureException;
import com.ongres.scram.common.exception.ScramServerErrorException;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import mxping.sasl.Step.Stop;
import mxping.sasl.Step.Why;

/**
 * SCRAM-SHA-256 (RFC 5802, RFC 7677), without channel binding. The host says how often the password
 * is to be hashed, which we do {@value #MOST_ITERATIONS} times at most; and it has to prove that it
 * knows the password, too.
 *
 * <pre>
 * C: n,,n=user,r=rOprNGfwEbeRWgbNEkqO
 * S: r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096
 * C: c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjf…
 * S: v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=
 * </pre>
 */
final class Scram implements Client {
  static final int MOST_ITERATIONS = 100_000;

  private static final String NAME = "SCRAM-SHA-256";

  private final Optional<ScramClient> client;
  private int heard;
  private boolean proven;

  Scram(String username, Password password) {
    this(username, password, usual -> usual);
  }

  /**
   * The same with more settings of the library's.
   *
   * @param settings the nonce, in tests
   */
  Scram(String username, Password password, UnaryOperator<ScramClient.FinalBuildStage> settings) {
    this.client = client(username, password.text().toCharArray(), settings);
  }

  /** Empty where SASLprep (RFC 4013) forbids the name or the password. */
  private static Optional<ScramClient> client(
      String username, char[] password, UnaryOperator<ScramClient.FinalBuildStage> settings) {
    StringPreparation saslPrep = StringPreparation.SASL_PREPARATION;
    try {
      saslPrep.normalize(password);
      saslPrep.normalize(username.toCharArray());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    ScramClient.FinalBuildStage usual =
        ScramClient.builder()
            .advertisedMechanisms(List.of(NAME))
            .username(username)
            .password(password)
            .stringPreparation(saslPrep);
    return Optional.of(settings.apply(usual).build());
  }

  @Override
  public Step begin() {
    return client
        .map(scram -> Exchange.say(scram.clientFirstMessage().toString().getBytes(UTF_8)))
        .orElseGet(
            () ->
                new Stop(
                    Why.UNFIT, "SASLprep (RFC 4013) forbids what is in the name or the password"));
  }

  @Override
  public Step answer(byte[] challenge) {
    String message = new String(challenge, UTF_8);
    heard++;
    try {
      return switch (heard) {
        case 1 -> proof(client.orElseThrow(), message);
        case 2 -> judged(client.orElseThrow(), message);
        default -> new Stop(Why.BROKEN, "a challenge where none belongs");
      };
    } catch (ScramInvalidServerSignatureException e) {
      return new Stop(Why.BROKEN, "it does not prove that it knows the password");
    } catch (ScramException | IllegalArgumentException e) {
      // the library has both for what a host may send
      return new Stop(Why.BROKEN, "a challenge that is none of " + NAME);
    }
  }

  private static Step proof(ScramClient scram, String message) throws ScramException {
    int iterations = scram.serverFirstMessage(message).getIterationCount();
    return iterations > MOST_ITERATIONS
        ? new Stop(Why.COSTLY, iterations + " iterations are wanted, more than " + MOST_ITERATIONS)
        : Exchange.prove(scram.clientFinalMessage().toString().getBytes(UTF_8));
  }

  /** A host that says it does not take our proof has to say so by its reply code as well. */
  private Step judged(ScramClient scram, String message) throws ScramException {
    try {
      scram.serverFinalMessage(message);
      proven = true;
    } catch (ScramServerErrorException e) {
      // heard, and not proven
    }
    return new Step.Say("", false);
  }

  @Override
  public boolean complete() {
    return proven;
  }
}
