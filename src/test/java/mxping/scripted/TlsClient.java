package mxping.scripted;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import mxping.certificates.Contexts;

/** A client with the JDK's TLS, for tests of the harness; every read is bounded. */
final class TlsClient implements AutoCloseable {
  static final String NAME = "mx.test";

  private final Socket raw = new Socket();
  private final SSLContext context;
  private Socket socket = raw;

  TlsClient(InetSocketAddress address, SSLContext context) throws IOException {
    this.context = context;
    raw.connect(address, 5_000);
    raw.setSoTimeout(5_000);
    raw.setTcpNoDelay(true);
  }

  /** Trusts the CA of the tests alone. */
  TlsClient(InetSocketAddress address) throws IOException {
    this(address, Contexts.trustingTheCa());
  }

  TlsClient patience(Duration patience) throws IOException {
    raw.setSoTimeout((int) patience.toMillis());
    return this;
  }

  /** Does the handshake, and checks the name; in these versions only, if any are given. */
  SSLSession handshake(String... versions) throws IOException {
    SSLSocket tls =
        (SSLSocket) context.getSocketFactory().createSocket(raw, NAME, raw.getPort(), true);
    SSLParameters parameters = tls.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    parameters.setServerNames(List.of(new SNIHostName(NAME)));
    if (versions.length > 0) {
      parameters.setProtocols(versions);
    }
    tls.setSSLParameters(parameters);
    tls.startHandshake();
    socket = tls;
    return tls.getSession();
  }

  void send(String text) throws IOException {
    socket.getOutputStream().write(Octets.of(text));
  }

  int read() throws IOException {
    return socket.getInputStream().read();
  }

  /** The next line, without its CRLF; what was there where the end came first. */
  String line() throws IOException {
    StringBuilder line = new StringBuilder();
    int octet = read();
    while (octet >= 0 && octet != '\n') {
      line.append((char) octet);
      octet = read();
    }
    return line.toString().stripTrailing();
  }

  String ask(String command) throws IOException {
    send(command + "\r\n");
    return line();
  }

  /** A FIN, and no close_notify. */
  void closeRaw() throws IOException {
    raw.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
