package mxping.self;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One session of the responder, at most a hundred commands long.
 *
 * <pre>
 * S: 220 mxping.invalid ESMTP mxping
 * C: EHLO probe.example.net
 * S: 250-mxping.invalid
 * S: 250-ENHANCEDSTATUSCODES
 * S: 250 SMTPUTF8
 * C: RCPT TO:&lt;ann@mxping.invalid&gt;
 * S: 550 5.1.1 Nobody here but postmaster
 * </pre>
 */
final class SelfSession {
  private static final String NAME = "mxping.invalid";
  private static final Pattern POSTMASTER =
      Pattern.compile("<postmaster(@[^>]*)?>", Pattern.CASE_INSENSITIVE);
  private static final int COMMANDS = 100;
  private static final int LINE_OCTETS = 1024;
  private static final int PATIENCE_MILLIS = 30_000;

  private final InputStream in;
  private final OutputStream out;
  private boolean transaction;

  SelfSession(Socket socket) throws IOException {
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
    this.in = new BufferedInputStream(socket.getInputStream(), LINE_OCTETS);
    this.out = socket.getOutputStream();
  }

  /** Serves the client until it quits, goes or has had its commands. */
  void hold() throws IOException {
    say("220 " + NAME + " ESMTP mxping");
    for (int i = 0; i < COMMANDS; i++) {
      String line = line();
      String verb = line.substring(0, Math.min(4, line.length())).toUpperCase(Locale.ROOT);
      say(answer(verb, line));
      if (verb.equals("QUIT")) {
        return;
      }
    }
    say("421 4.7.0 That is enough");
  }

  private String answer(String verb, String line) {
    return switch (verb) {
      case "EHLO" -> {
        transaction = false;
        yield "250-" + NAME + "\r\n250-ENHANCEDSTATUSCODES\r\n250 SMTPUTF8";
      }
      case "HELO" -> {
        transaction = false;
        yield "250 " + NAME;
      }
      case "MAIL" -> {
        boolean nested = transaction;
        transaction = true;
        yield nested ? "503 5.5.1 One transaction at a time" : "250 2.1.0 Ok";
      }
      case "RCPT" -> recipient(line);
      case "RSET" -> {
        transaction = false;
        yield "250 2.0.0 Ok";
      }
      case "NOOP" -> "250 2.0.0 Ok";
      case "QUIT" -> "221 2.0.0 Bye";
      case "DATA" -> "554 5.7.1 No mail is taken here";
      default -> "502 5.5.1 Not implemented";
    };
  }

  /** Everybody must know postmaster (RFC 5321 4.5.1). */
  private String recipient(String line) {
    if (!transaction) {
      return "503 5.5.1 MAIL first";
    }
    return POSTMASTER.matcher(line).find()
        ? "250 2.1.5 Ok"
        : "550 5.1.1 Nobody here but postmaster";
  }

  private void say(String reply) throws IOException {
    out.write((reply + "\r\n").getBytes(UTF_8));
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int octet = in.read(); octet != '\n'; octet = in.read()) {
      if (octet < 0 || line.length() == LINE_OCTETS) {
        throw new IOException("no line");
      }
      line.append((char) octet);
    }
    return line.toString().strip();
  }
}
