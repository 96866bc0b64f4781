package mxping.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import mxping.agent.Agent;
import mxping.agent.Serving;
import mxping.agent.Sources;
import mxping.ask.Guard;
import mxping.check.Allowance;
import mxping.check.Configuration;
import mxping.cluster.NameTakenException;
import mxping.config.ConfigFile;
import mxping.config.Loaded;
import mxping.config.Problem;
import mxping.config.WebConfigFile;
import mxping.config.WebLoaded;
import mxping.schedule.Timetable;
import mxping.web.CannotListenException;
import mxping.web.ListenAddress;
import mxping.web.Web;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code mxping}: runs the agent, or only checks its configuration. */
@Command(
    name = "mxping",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    subcommands = {PingCommand.class, HealthCommand.class, SchemaCommand.class},
    description =
        "Asks every mail host of a domain whether it would take mail, and tells Prometheus.")
public final class Mxping implements Callable<Integer> {
  @Option(
      names = "--config.file",
      paramLabel = "FILE",
      defaultValue = "checks.yaml",
      description = "What to check (default: ${DEFAULT-VALUE}).")
  private Path configFile = Path.of("checks.yaml");

  @Option(
      names = "--config.check",
      description = "Read the configuration, say what is wrong with it, and exit with 0 or 2.")
  private boolean configCheck;

  @Option(
      names = "--web.listen-address",
      paramLabel = "ADDRESS",
      defaultValue = ":9025",
      converter = ListenAddressConverter.class,
      description = "Where to serve HTTP; may be given more than once (default: ${DEFAULT-VALUE}).")
  private List<ListenAddress> listen = List.of();

  @Option(
      names = "--web.config.file",
      paramLabel = "FILE",
      description = "TLS, client certificates and users, in the format of Prometheus' exporters.")
  private Optional<Path> webConfigFile = Optional.empty();

  @Option(
      names = "--web.enable-lifecycle",
      description = "Let a reload be asked for with POST /-/reload.")
  private boolean lifecycle;

  @Option(
      names = "--web.enable-probe",
      description = "Probe on request at /probe, as blackbox_exporter does.")
  private boolean probe;

  @Option(
      names = "--web.probe-allow",
      paramLabel = "WHAT",
      split = ",",
      converter = AllowanceConverter.class,
      description =
          "What /probe may probe besides the targets of FILE: a domain or host, all below one"
              + " (*.example.com), a network; may be given more than once.")
  private List<Allowance> probeAllow = List.of();

  @Mixin private MetricsFlags metrics = new MetricsFlags();

  @Mixin private LogFlags log = new LogFlags();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException, IOException {
    log.apply();
    if (!probe && !probeAllow.isEmpty()) {
      String words = "--web.probe-allow means nothing without --web.enable-probe";
      throw new ParameterException(spec.commandLine(), words);
    }
    List<Problem> problems = new ArrayList<>();
    Loaded checks = load();
    if (checks instanceof Loaded.Invalid invalid) {
      problems.addAll(invalid.problems());
    }
    Optional<WebLoaded> web = webConfigFile.map(Mxping::load);
    if (web.isPresent() && web.get() instanceof WebLoaded.Invalid invalid) {
      problems.addAll(invalid.problems());
    }
    if (!(checks instanceof Loaded.Valid valid) || !problems.isEmpty()) {
      return refuse(problems);
    }
    return configCheck ? fine(valid.configuration()) : run(sources(valid, web));
  }

  private Loaded load() {
    return ConfigFile.load(configFile, System.getenv(), Timetable::cronProblem);
  }

  private static WebLoaded load(Path webConfigFile) {
    return WebConfigFile.load(webConfigFile, Web.abilities());
  }

  private Sources sources(Loaded.Valid checks, Optional<WebLoaded> web) {
    Optional<Sources.Web> door =
        web.filter(WebLoaded.Valid.class::isInstance)
            .map(WebLoaded.Valid.class::cast)
            .flatMap(valid -> webConfigFile.map(file -> new Sources.Web(valid, () -> load(file))));
    return new Sources(new Sources.Checks(checks, this::load), door);
  }

  private int fine(Configuration configuration) {
    PrintWriter out = spec.commandLine().getOut();
    int checks = configuration.checks().size();
    out.println(
        configFile + ": " + checks + (checks == 1 ? " check" : " checks") + ", no problems");
    webConfigFile.ifPresent(file -> out.println(file + ": no problems"));
    out.flush();
    return Exit.OK;
  }

  private int refuse(List<Problem> problems) {
    PrintWriter err = spec.commandLine().getErr();
    problems.forEach(err::println);
    err.println(problems.size() == 1 ? "1 problem" : problems.size() + " problems");
    err.flush();
    return Exit.UNUSABLE;
  }

  /** Runs until a signal. */
  private int run(Sources sources) throws InterruptedException, IOException {
    Signals signals = Signals.heeded();
    try {
      signals.reach(
          Agent.start(
              sources,
              new Serving(listen, lifecycle, onRequest()),
              metrics.export(),
              Version.build()));
    } catch (CannotListenException | NameTakenException e) {
      PrintWriter err = spec.commandLine().getErr();
      err.println("mxping: " + e.getMessage());
      err.flush();
      return Exit.UNUSABLE;
    } finally {
      signals.startingIsOver();
    }
    new CountDownLatch(1).await();
    return Exit.OK;
  }

  private Optional<Guard> onRequest() {
    return probe ? Optional.of(new Guard(probeAllow)) : Optional.empty();
  }
}
