package mxping.sasl;

import java.io.IOException;
import java.util.Map;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.sasl.Sasl;
import javax.security.sasl.SaslClient;
import javax.security.sasl.SaslException;
import mxping.sasl.Step.Stop;
import mxping.sasl.Step.Why;
import org.jspecify.annotations.Nullable;

/** PLAIN or CRAM-MD5, as the JDK speaks them. */
final class OfJdk implements Client {
  private static final byte[] NOTHING = {};

  private final String name;
  private final String username;
  private final Password password;
  private final SaslClient client;

  OfJdk(String name, String username, Password password) {
    this.name = name;
    this.username = username;
    this.password = password;
    this.client = client(name);
  }

  private SaslClient client(String name) {
    try {
      @Nullable SaslClient made =
          Sasl.createSaslClient(new String[] {name}, null, "smtp", "", Map.of(), this::tell);
      if (made == null) {
        throw new IllegalStateException("this JVM has no " + name);
      }
      return made;
    } catch (SaslException e) {
      throw new IllegalStateException("this JVM has no " + name, e);
    }
  }

  private void tell(Callback[] asked) throws IOException, UnsupportedCallbackException {
    for (Callback one : asked) {
      switch (one) {
        case NameCallback who -> who.setName(username);
        case PasswordCallback what -> what.setPassword(password.text().toCharArray());
        default -> throw new UnsupportedCallbackException(one);
      }
    }
  }

  @Override
  public Step begin() {
    return client.hasInitialResponse() ? evaluated(NOTHING) : new Step.Listen();
  }

  @Override
  public Step answer(byte[] challenge) {
    return challenge.length == 0
        ? new Stop(Why.BROKEN, "a challenge of " + name + " without text")
        : evaluated(challenge);
  }

  private Step evaluated(byte[] challenge) {
    try {
      return Exchange.prove(client.evaluateChallenge(challenge));
    } catch (SaslException e) {
      return new Stop(Why.BROKEN, "a challenge that is none of " + name);
    }
  }

  @Override
  public boolean complete() {
    return client.isComplete();
  }
}
