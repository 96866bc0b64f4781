package mxping;

import mxping.cli.Mxping;
import picocli.CommandLine;

/** The program {@code mxping}. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.exit(new CommandLine(new Mxping()).execute(args));
  }
}
