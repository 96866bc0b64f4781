package mxping.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;
import mxping.metrics.Metrics.BuildInfo;
import picocli.CommandLine.IVersionProvider;

/** What was built, as the build wrote it down. */
public final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() {
    BuildInfo build = build();
    return new String[] {
      "mxping "
          + build.version()
          + " (revision "
          + build.revision()
          + ", Java "
          + build.java()
          + ")"
    };
  }

  static BuildInfo build() {
    Properties built = new Properties();
    try (InputStream in =
        Objects.requireNonNull(Version.class.getResourceAsStream("version.properties"))) {
      built.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new BuildInfo(
        built.getProperty("version", "unknown"),
        built.getProperty("revision", "unknown"),
        Runtime.version().toString());
  }
}
