package mxping.real;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The DevTools protocol of one tab of a browser: commands and their answers, and the events that
 * came in so far. Each wait is bounded. Thread-safe.
 */
final class DevTools implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final AtomicInteger commands = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> awaited = new ConcurrentHashMap<>();
  private final List<JsonNode> events = new CopyOnWriteArrayList<>();
  private final WebSocket socket;
  private String session = "";

  private DevTools(URI browser) throws Exception {
    socket =
        http.newWebSocketBuilder()
            .connectTimeout(PATIENCE)
            .buildAsync(browser, new Ear())
            .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  /** Opens a tab in this browser, and listens to all it has to say. */
  static DevTools of(URI browser) throws Exception {
    DevTools tab = new DevTools(browser);
    String target =
        tab.call("Target.createTarget", Map.of("url", "about:blank")).get("targetId").asString();
    Map<String, Object> flat = Map.of("targetId", target, "flatten", true);
    tab.session = tab.call("Target.attachToTarget", flat).get("sessionId").asString();
    for (String domain : List.of("Page", "Runtime", "Network", "Log", "Audits")) {
      tab.call(domain + ".enable", Map.of());
    }
    return tab;
  }

  /**
   * Gives a command, and waits for what it comes to.
   *
   * @throws AssertionError if the browser knows better
   */
  JsonNode call(String method, Map<String, ?> parameters) throws Exception {
    int id = commands.incrementAndGet();
    Map<String, Object> command = new HashMap<>(Map.of("id", id, "method", method));
    command.put("params", parameters);
    if (!session.isEmpty()) {
      command.put("sessionId", session);
    }
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    awaited.put(id, answer);
    socket
        .sendText(JSON.writeValueAsString(command), true)
        .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    JsonNode said = answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    if (said.has("error")) {
      throw new AssertionError(method + ": " + said.get("error"));
    }
    return said.get("result");
  }

  /** Goes to an address, and waits for the event that all of the page is there. */
  void loads(String address) throws Exception {
    long before = told("Page.loadEventFired").count();
    JsonNode going = call("Page.navigate", Map.of("url", address));
    if (going.has("errorText")) {
      throw new AssertionError(address + ": " + going.get("errorText").asString());
    }
    Eventually.within(
        PATIENCE,
        () -> {
          if (told("Page.loadEventFired").count() == before) {
            throw new AssertionError(address + " does not load");
          }
        });
  }

  /** What events of this name had to say so far, in order. */
  Stream<JsonNode> told(String event) {
    return events.stream()
        .filter(one -> one.get("method").asString().equals(event))
        .map(one -> one.get("params"));
  }

  @Override
  public void close() {
    socket.abort();
    http.close();
  }

  /** Puts messages together, and takes each to where it is waited for. */
  private final class Ear implements WebSocket.Listener {
    private final StringBuilder message = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      message.append(part);
      if (last) {
        hear(JSON.readTree(message.toString()));
        message.setLength(0);
      }
      from.request(1);
      return CompletableFuture.completedFuture(part);
    }

    @Override
    public void onError(WebSocket from, Throwable broken) {
      awaited.values().forEach(answer -> answer.completeExceptionally(broken));
    }

    private void hear(JsonNode said) {
      if (!said.has("id")) {
        events.add(said);
        return;
      }
      CompletableFuture<JsonNode> answer = awaited.remove(said.get("id").asInt());
      if (answer != null) {
        answer.complete(said);
      }
    }
  }
}
