package mxping;

import mxping.cli.Mxping;
import mxping.log.Log;
import picocli.CommandLine;

/** The program {@code mxping}. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    Log.outlivesTheEnd();
    System.exit(new CommandLine(new Mxping()).execute(args));
  }
}
