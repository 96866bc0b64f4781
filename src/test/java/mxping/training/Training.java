package mxping.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mxping.certificates.Certificates;
import mxping.scripted.Listening;
import mxping.scripted.ScriptedSmtp;
import mxping.zone.ScriptedDns;

/**
 * Runs a distribution once as it will be used, so that the JVM learns which classes to keep ready:
 * it looks up domains, probes in the clear and in TLS, meets failures, is scraped and looked at. At
 * the end the JVM writes its cache.
 */
public final class Training {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int ROUNDS = 20;
  private static final Pattern LISTENING = Pattern.compile("listening on \\S*:(\\d+)");
  private static final Pattern PROBED =
      Pattern.compile("(?m)^mxping_rounds_total\\{check=\"last\"} (\\d+)");

  private static final String ZONE =
      """
      $ORIGIN test.
      two   MX 10 mx.one
      two   MX 20 mx.two
      mx.one A 127.0.0.1
      mx.two A 127.0.0.2
      none  MX 0 .
      lame  !SERVFAIL
      """;

  private static final String CHECKS =
      """
      probe: {helo: probe.test, dns: {servers: ["${DNS}"]}}
      defaults: {every: 1s, port: "${PORT}"}
      checks:
        - name: required
          domain: two.test
          rcpt: [ann@two.test, {to: bob@two.test, expect: rejected}]
          catch_all: true
          tls: {mode: required, verify: require, server_name: mx.test, ca_file: "${CA}"}
        - {name: required2, host: 127.0.0.1, rcpt: [ann@two.test],
           tls: {mode: required, verify: require, server_name: mx.test, ca_file: "${CA}"}}
        - {name: reported, domain: two.test, rcpt: [ann@two.test], tls: {mode: required}}
        - {name: opportunistic, domain: two.test, expect: {capabilities: [STARTTLS]}}
        - {name: clear, host: 127.0.0.2, rcpt: [ann@two.test, bob@two.test], tls: {mode: off}}
        - {name: refused, host: 127.0.0.9}
        - {domain: none.test, null_mx: ok}
        - {domain: lame.test}
        - {domain: absent.test}
        - {name: self, self: true, rcpt: [postmaster]}
        - {name: last, self: true, cron: "* * * * * ?"}
      """;

  private Training() {}

  /** Trains the distribution in the folder that is the one argument. */
  public static void main(String[] args) throws Exception {
    Path home = Path.of(args[0]).toAbsolutePath();
    try (ScriptedDns dns = ScriptedDns.serving(ZONE);
        ScriptedSmtp one = host("127.0.0.1", 0);
        ScriptedSmtp two = host("127.0.0.2", one.port())) {
      train(home, Map.of("DNS", "127.0.0.1:" + dns.address().getPort(), "PORT", "" + two.port()));
    }
    if (caches(home) != 1) {
      throw new IllegalStateException("no cache was written in " + home.resolve("lib"));
    }
  }

  private static ScriptedSmtp host(String address, int port) {
    Listening listening = ScriptedSmtp.on(address, port).showing(Certificates.valid("mx.test"));
    return listening.answering(
        rcpt -> rcpt.contains("ann") ? "250 2.1.5 ok" : "550 5.1.1 no such user");
  }

  private static void train(Path home, Map<String, String> environment) throws Exception {
    Path folder = Files.createDirectories(home.resolveSibling("training"));
    Path log = folder.resolve("mxping.log");
    Path file = Files.writeString(folder.resolve("checks.yaml"), CHECKS);
    ProcessBuilder agent =
        new ProcessBuilder(
                home.resolve("bin/mxping").toString(),
                "--config.file=" + file,
                "--web.listen-address=127.0.0.1:0")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    agent.environment().putAll(environment);
    agent.environment().put("CA", Certificates.caFile().toString());
    agent.environment().put("MXPING_MAKE_CACHE", "1");
    Process process = agent.start();
    try {
      look(new Reader(port(process, log)));
      process.destroy();
      end(process);
    } catch (IllegalStateException | IOException e) {
      throw new IllegalStateException(
          "no training: " + e.getMessage() + "; the agent said:\n" + Files.readString(log), e);
    } finally {
      process.destroyForcibly();
    }
  }

  /** Waits until the agent is gone, and with it the JVM that writes its cache last. */
  private static void end(Process agent) throws InterruptedException {
    if (!agent.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException("the trained agent ends: not within " + PATIENCE);
    }
    if (agent.exitValue() != 0) {
      throw new IllegalStateException("the trained agent exited with " + agent.exitValue());
    }
  }

  private static int port(Process agent, Path log) throws Exception {
    Matcher listening =
        Waiting.until(
            "the agent to train listens",
            PATIENCE,
            () -> LISTENING.matcher(Files.readString(log)),
            found -> found.find() || !agent.isAlive());
    if (!agent.isAlive()) {
      throw new IllegalStateException("the agent to train did not start");
    }
    return Integer.parseInt(listening.group(1));
  }

  /** Looks at all there is, as scrapers and people do, while the agent probes. */
  private static void look(Reader reader) throws Exception {
    Waiting.until(
        ROUNDS + " rounds of the check last",
        PATIENCE,
        () -> {
          for (String path : List.of("/", "/checks/required", "/-/ready", "/-/healthy")) {
            reader.page(path);
          }
          for (String path : List.of("/api/v1/checks", "/api/v1/checks/required", "/-/checks")) {
            reader.page(path);
          }
          return PROBED.matcher(reader.scrape());
        },
        rounds -> rounds.find() && Integer.parseInt(rounds.group(1)) >= ROUNDS);
  }

  private static long caches(Path home) throws IOException {
    try (Stream<Path> files = Files.list(home.resolve("lib"))) {
      return files.filter(file -> file.toString().endsWith(".aot")).count();
    }
  }
}
