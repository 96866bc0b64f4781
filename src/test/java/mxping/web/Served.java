package mxping.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import mxping.check.Configuration;
import mxping.config.WebConfig;
import mxping.history.History;
import mxping.pages.Fellows;

/** A web server on a loopback port of its own, with a history whose clocks the test holds. */
final class Served implements AutoCloseable {
  private static final Duration BOUND = Duration.ofSeconds(20);

  final AtomicLong nanos = new AtomicLong();
  final AtomicBoolean ready = new AtomicBoolean(true);
  final History history = new History(() -> Rounds.NOW, nanos::get);
  final AtomicReference<Look> configuration = new AtomicReference<>(() -> WebConfigs.NO_CHECKS);
  private final HttpClient client = HttpClient.newHttpClient();
  private final Web web;

  Served() throws CannotListenException {
    this(new Scrape("mxping_checks 0\n"));
  }

  Served(Exposition exposition) throws CannotListenException {
    this(exposition, WebConfig.NONE, Optional.empty(), Optional.empty(), Fellows.NONE);
  }

  Served(WebConfig config) throws CannotListenException {
    this(new Scrape("mxping_checks 0\n"), config, Optional.empty(), Optional.empty(), Fellows.NONE);
  }

  /** One that probes on request too. */
  Served(Probing probing) throws CannotListenException {
    this(new Scrape(""), WebConfig.NONE, Optional.of(probing), Optional.empty(), Fellows.NONE);
  }

  /** One of an agent that shares its checks. */
  Served(Fellows fellows) throws CannotListenException {
    this(new Scrape(""), WebConfig.NONE, Optional.empty(), Optional.empty(), fellows);
  }

  /** One whose lifecycle API is enabled. */
  Served(Supplier<Reloaded> reload) throws CannotListenException {
    this(
        new Scrape("mxping_checks 0\n"),
        WebConfig.NONE,
        Optional.empty(),
        Optional.of(reload),
        Fellows.NONE);
  }

  private Served(
      Exposition exposition,
      WebConfig config,
      Optional<Probing> probing,
      Optional<Supplier<Reloaded>> reload,
      Fellows fellows)
      throws CannotListenException {
    Lifecycle lifecycle =
        new Lifecycle(
            ready::get, this::configuration, reload.isPresent(), reload.orElse(Served::never));
    web =
        Web.start(
            List.of(ListenAddress.parse("127.0.0.1:0")),
            config,
            history,
            exposition,
            probing,
            lifecycle,
            fellows);
  }

  /** What is found by whoever asks for the configuration. */
  interface Look {
    Configuration now() throws InterruptedException;
  }

  private Configuration configuration() {
    try {
      return configuration.get().now();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Reloaded never() {
    throw new AssertionError("nobody may ask for that");
  }

  /** A life without events. */
  static Lifecycle alwaysReady() {
    Configuration nothing = WebConfigs.NO_CHECKS;
    return new Lifecycle(() -> true, () -> nothing, false, Served::never);
  }

  /** An exposition of one text. */
  record Scrape(String text) implements Exposition {
    @Override
    public String contentType(String accept) {
      return accept.contains("openmetrics") ? "application/openmetrics-text" : "text/plain";
    }

    @Override
    public void write(String accept, OutputStream out) throws IOException {
      out.write(text.getBytes(UTF_8));
    }
  }

  InetSocketAddress address() {
    return web.addresses().getFirst();
  }

  HttpResponse<String> get(String path, String... headers) throws Exception {
    return client.send(request(path, headers).build(), BodyHandlers.ofString(UTF_8));
  }

  HttpResponse<byte[]> octets(String path, String... headers) throws Exception {
    return client.send(request(path, headers).build(), BodyHandlers.ofByteArray());
  }

  HttpResponse<String> send(String method, String path) throws Exception {
    HttpRequest request = request(path).method(method, BodyPublishers.noBody()).build();
    return client.send(request, BodyHandlers.ofString(UTF_8));
  }

  URI uri(String scheme, String path) {
    return URI.create(scheme + "://127.0.0.1:" + address().getPort() + path);
  }

  private HttpRequest.Builder request(String path, String... headers) {
    URI uri = URI.create("http://127.0.0.1:" + address().getPort() + path);
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(BOUND);
    return headers.length == 0 ? request : request.headers(headers);
  }

  /** Everything that comes back for {@code text} until the server closes. */
  String raw(String text) throws IOException {
    try (Socket socket = new Socket(address().getAddress(), address().getPort())) {
      socket.setSoTimeout((int) BOUND.toMillis());
      socket.getOutputStream().write(text.getBytes(UTF_8));
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  /** Lets others in by this from now on. */
  Optional<String> change(WebConfig config) {
    return web.change(config);
  }

  void stop() {
    web.close();
  }

  /** The client goes first: a connection it keeps would hold up the server's stop for a second. */
  @Override
  public void close() {
    client.close();
    web.close();
  }
}
