package mxping.real;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Who is told of alerts: what comes to {@code /page} and {@code /ticket}, in order. */
final class Webhook implements Part {
  private final HttpServer server;
  private final List<Notice> notices = new CopyOnWriteArrayList<>();

  /** One alert of one notification. */
  record Notice(String path, String status, String alert, String description) {
    boolean about(String name, String state) {
      return alert.equals(name) && status.equals(state);
    }
  }

  static Webhook start() throws IOException {
    return new Webhook(
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
  }

  private Webhook(HttpServer server) {
    this.server = server;
    server.createContext("/", this::take);
    server.start();
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      JsonNode notification = new JsonMapper().readTree(exchange.getRequestBody());
      for (JsonNode alert : notification.get("alerts")) {
        notices.add(
            new Notice(
                exchange.getRequestURI().getPath(),
                alert.get("status").asString(),
                alert.at("/labels/alertname").asString(),
                alert.at("/annotations/description").asString()));
      }
      exchange.sendResponseHeaders(200, -1);
    }
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  List<Notice> pages() {
    return to("/page");
  }

  List<Notice> tickets() {
    return to("/ticket");
  }

  private List<Notice> to(String path) {
    return notices.stream().filter(notice -> notice.path().equals(path)).toList();
  }

  @Override
  public String name() {
    return "webhook on " + url();
  }

  @Override
  public String log() {
    return String.join("\n", notices.stream().map(Notice::toString).toList());
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
