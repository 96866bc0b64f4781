package mxping.cli;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import mxping.agent.MachineName;
import mxping.config.Typed;
import mxping.log.Log;
import mxping.log.LogFormat;
import mxping.log.LogLevel;
import mxping.ping.Ending;
import mxping.ping.Ping;
import mxping.ping.Telling;
import mxping.ping.Telling.Form;
import mxping.ping.Wish;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code mxping ping}. */
@Command(
    name = "ping",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description =
        "Asks each mail host of a target again and again whether it would take mail, until Ctrl-C."
            + " Exits with 0 where all were up and did as expected, else with 1.")
final class PingCommand implements Callable<Integer> {
  @Mixin private PingFlags flags = new PingFlags();

  @Option(names = "-c", paramLabel = "COUNT", description = "Ask each host so often, then end.")
  private @Nullable Integer count;

  @Option(names = "--json", description = "Tell it in JSON, one object a line, without colours.")
  private boolean json;

  @Option(names = "--debug", description = "Tell each line of the dialogues, too.")
  private boolean debug;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    if (count != null && count < 1) {
      throw new ParameterException(spec.commandLine(), "-c: nothing is asked less than once");
    }
    Log.begin(LogLevel.warn, LogFormat.text);
    return code(pinged(ping()));
  }

  private Ping ping() {
    Wish wish =
        new Wish(
            flags.named(),
            flags.check(spec.commandLine()),
            count == null ? OptionalInt.empty() : OptionalInt.of(count),
            flags.interval());
    PrintWriter out = spec.commandLine().getOut();
    boolean terminal = !json && Terminal.isThere();
    Telling telling =
        new Telling(
            out,
            json ? Form.JSON : Form.TEXT,
            debug,
            terminal,
            terminal && Terminal.wantsColours());
    Optional<String> name = wish.check().helo().isPresent() ? Optional.empty() : MachineName.find();
    return new Ping(wish, Typed.manners(), name, telling);
  }

  /** Pings to the end, or until a signal: then the statistics are told first. */
  private Ending pinged(Ping ping) {
    Thread stop = new Thread(() -> Runtime.getRuntime().halt(code(ping.stop())), "stop");
    Runtime.getRuntime().addShutdownHook(stop);
    Ending ending = ping.run();
    try {
      Runtime.getRuntime().removeShutdownHook(stop);
    } catch (IllegalStateException e) {
      // a signal came, and the thread that it started ends the program
    }
    return ending;
  }

  private int code(Ending ending) {
    return switch (ending) {
      case Ending.Told told -> told.asExpected() ? Exit.OK : Exit.NOT_SO;
      case Ending.TooFast tooFast ->
          throw new ParameterException(spec.commandLine(), "-i: " + tooFast.words());
    };
  }
}
