package mxping.real;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * A headless Chromium with one tab, as a process of its own, steered through the DevTools protocol.
 * It is root's, so without its sandbox, and asks nothing of anybody but what a page makes it ask.
 */
final class Chromium implements Part {
  private static final Duration TO_START = Duration.ofSeconds(60);
  private static final List<String> COMMAND =
      List.of(
          "chromium",
          "--headless",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-dev-shm-usage",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--remote-debugging-port=0");

  private final Program process;
  private final DevTools tab;

  private Chromium(Program process, DevTools tab) {
    this.process = process;
    this.tab = tab;
  }

  /** Starts one whose profile is in this directory, and opens an empty tab. */
  static Chromium start(Path directory) throws Exception {
    Path profile = Files.createDirectory(directory.resolve("profile"));
    List<String> command =
        Stream.concat(COMMAND.stream(), Stream.of("--user-data-dir=" + profile, "about:blank"))
            .toList();
    Program process =
        Program.start(directory, "chromium", Map.of("HOME", directory.toString()), command);
    try {
      return new Chromium(process, DevTools.of(tab(process, profile)));
    } catch (Exception | AssertionError e) {
      process.stop();
      throw e;
    }
  }

  /** Where it takes commands: it writes the port it chose into its profile. */
  private static URI tab(Program process, Path profile) throws Exception {
    Path chosen = profile.resolve("DevToolsActivePort");
    String[] address = new String[1];
    Eventually.within(
        TO_START,
        () -> {
          List<String> lines = Program.text(chosen).lines().toList();
          if (lines.size() < 2) {
            throw new AssertionError("chromium takes no commands\n" + process.output());
          }
          address[0] = "ws://127.0.0.1:" + lines.get(0) + lines.get(1);
        });
    return URI.create(address[0]);
  }

  /** Goes to an address, and waits until all of the page is there. */
  void open(String address) throws Exception {
    tab.loads(address);
  }

  /** What an expression of JavaScript comes to in the page. */
  JsonNode evaluate(String expression) throws Exception {
    return tab.call("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true))
        .at("/result/value");
  }

  /** The text that a reader sees. */
  String text() throws Exception {
    return evaluate("document.body.innerText").asString();
  }

  /** Asks for pages as a browser does whose user has chosen {@code "light"} or {@code "dark"}. */
  void prefers(String scheme) throws Exception {
    tab.call(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  /** Looks through a window of so many CSS pixels, as a phone does. */
  void wide(int pixels) throws Exception {
    tab.call(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", pixels, "height", 844, "deviceScaleFactor", 1, "mobile", true));
  }

  /** All addresses that pages made it ask for so far, {@code data:} ones too. */
  List<String> requests() {
    return tab.told("Network.requestWillBeSent")
        .map(one -> one.at("/request/url").asString())
        .toList();
  }

  /** What it had to complain of so far: exceptions, console output, violations of the policy. */
  List<String> complaints() {
    return Stream.of(
            "Runtime.exceptionThrown",
            "Runtime.consoleAPICalled",
            "Log.entryAdded",
            "Audits.issueAdded",
            "Page.javascriptDialogOpening")
        .flatMap(tab::told)
        .map(JsonNode::toString)
        .toList();
  }

  @Override
  public String name() {
    return "chromium";
  }

  @Override
  public String log() {
    return process.output();
  }

  @Override
  public void close() {
    tab.close();
    process.stop();
  }
}
