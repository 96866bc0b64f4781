package mxping.scripted;

import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * A dialogue of a plain mail host, whose answer to each RCPT is the test's; whatever the client
 * says is no mismatch. Offers STARTTLS, if the test gave a certificate.
 *
 * @param first asked about every line before all else; what it answers with nothing is answered as
 *     usual
 */
record RuleDialogue(UnaryOperator<String> first, UnaryOperator<String> rcpt) implements Dialogue {
  private static final String EHLO =
      "250-mx.test\n250-PIPELINING\n250-ENHANCEDSTATUSCODES\n250 SIZE 10240000";

  @Override
  public void play(Wire wire) {
    wire.hold();
    String reply = say("220 mx.test ESMTP", wire);
    boolean over = false;
    while (!over && wire.hearWhenever() instanceof Heard.Line line) {
      boolean secures = line.text().equalsIgnoreCase("STARTTLS") && wire.offersStartTls();
      reply = say(secures ? "220 2.0.0 go" : answer(line.text(), wire.offersStartTls()), wire);
      over = secures && !(wire.startTls(TlsOffer.PLAIN) instanceof Shaken.Done);
      over = over || reply.startsWith("221") || reply.startsWith("421");
    }
    if (over) {
      wire.closeFirst();
    }
  }

  private String answer(String command, boolean startTls) {
    String special = first.apply(command);
    return special.isEmpty() ? usual(command, startTls) : special;
  }

  private String usual(String command, boolean startTls) {
    String verb = command.split(" ", 2)[0].toUpperCase(Locale.ROOT);
    return switch (verb) {
      case "EHLO" -> startTls ? EHLO.replace("250 SIZE", "250-STARTTLS\n250 SIZE") : EHLO;
      case "HELO" -> "250 mx.test";
      case "MAIL" -> "250 2.1.0 ok";
      case "RCPT" -> rcpt.apply(command);
      case "RSET", "NOOP" -> "250 2.0.0 ok";
      case "QUIT" -> "221 2.0.0 bye";
      default -> "502 5.5.2 not here";
    };
  }

  private static String say(String reply, Wire wire) {
    reply.lines().forEach(line -> wire.note("S: " + line));
    wire.say(Octets.of(reply.replace("\n", "\r\n") + "\r\n"));
    return reply;
  }
}
