package mxping.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code mxping health}: whether an agent lives, for containers that ask often. */
@Command(
    name = "health",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = "Asks an agent whether it lives; exits with 0 if so, else with 1.")
final class HealthCommand implements Callable<Integer> {
  private static final Duration LIMIT = Duration.ofSeconds(5);

  @Parameters(
      arity = "0..1",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:9025/-/healthy",
      description = "Where to ask (default: ${DEFAULT-VALUE}).")
  private String url = "";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    URI uri = uri();
    // on a platform thread, for the JVM would take 0.3 s longer to end (see Rehearsal)
    String answer =
        CompletableFuture.supplyAsync(
                () -> ask(uri), task -> Thread.ofPlatform().daemon().start(task))
            .completeOnTimeout(
                "no answer within " + LIMIT.toSeconds() + " s",
                LIMIT.toMillis(),
                TimeUnit.MILLISECONDS)
            .join();
    if (answer.isEmpty()) {
      return Exit.OK;
    }
    PrintWriter err = spec.commandLine().getErr();
    err.println("mxping: " + url + ": " + answer);
    err.flush();
    return Exit.NOT_SO;
  }

  private URI uri() {
    try {
      URI uri = new URI(url);
      boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (http && uri.getHost() != null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // it is told like any other that is none
    }
    throw new ParameterException(
        spec.commandLine(), "\"" + url + "\" is no URL such as http://127.0.0.1:9025/-/healthy");
  }

  /** What is wrong; empty where the answer is 200. */
  private static String ask(URI uri) {
    try {
      HttpURLConnection asked = (HttpURLConnection) uri.toURL().openConnection();
      asked.setConnectTimeout((int) LIMIT.toMillis());
      asked.setReadTimeout((int) LIMIT.toMillis());
      asked.setInstanceFollowRedirects(false);
      int status = asked.getResponseCode();
      return status == HttpURLConnection.HTTP_OK ? "" : "answered " + status;
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
