package mxping.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * LOGIN, which was never more than a draft: the host asks twice, and gets the name, then the
 * password. How it asks is not looked at.
 */
final class Login implements Client {
  private final String username;
  private final Password password;
  private int asked;

  Login(String username, Password password) {
    this.username = username;
    this.password = password;
  }

  @Override
  public Step begin() {
    return new Step.Listen();
  }

  @Override
  public Step answer(byte[] challenge) {
    asked++;
    return asked == 1
        ? Exchange.say(username.getBytes(UTF_8))
        : Exchange.prove(password.text().getBytes(UTF_8));
  }

  @Override
  public boolean complete() {
    return asked == 2;
  }
}
