package mxping.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mxping.scripted.ScriptedSmtp;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The distribution on machines and in folders as they come. */
@Tag("dist")
class DistributionTest {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String VERSION = "mxping [0-9].*\\(revision .*, Java 25.*\\)\n";

  /** What all its files may have, its cache included; without strip(1) it is more. */
  private static final long UNPACKED_OCTETS = 120L << 20;

  private static final Pattern LISTENING = Pattern.compile("listening on (\\S+)");

  /** All that the launcher needs of a machine. */
  private static final List<String> TOOLS = List.of("sh", "cat", "cksum", "readlink");

  private static final String SELF =
      """
      checks:
        - {name: self, self: true, every: 1s, rcpt: [postmaster]}
      """;

  @RegisterExtension final Rig rig = new Rig();

  private Distribution built = new Distribution(Path.of("unknown"));

  @BeforeEach
  void isThere() {
    built = Distribution.built().orElseThrow(() -> new AssertionError("mvn -Pdist package first"));
  }

  @Test
  void needsNoJavaAndNoFolderOfItsOwn() throws Exception {
    Path tools = rig.directory();
    for (String tool : TOOLS) {
      Files.createSymbolicLink(tools.resolve(tool), Path.of("/usr/bin", tool));
    }
    Path link = Files.createSymbolicLink(rig.directory().resolve("mxping"), built.launcher());

    Program.Ended ended =
        run("env", "--chdir=/", "-i", "PATH=" + tools, link.toString(), "--version");

    assertThat(ended.out()).matches(VERSION);
    assertThat(ended.err()).isEmpty();
    assertThat(ended.exit()).isZero();
  }

  @Test
  void runsWhereItCannotWriteAsWhoeverStartsIt() throws Exception {
    Distribution copy = copy();
    run("chmod", "-R", "a-w", copy.home().toString());
    Path out = rig.directory();
    Path checks = Files.writeString(out.resolve("checks.yaml"), SELF);

    Program agent =
        Program.start(
            out,
            "nobody",
            Map.of(),
            List.of(
                "setpriv",
                "--reuid=65534",
                "--regid=65534",
                "--clear-groups",
                copy.launcher().toString(),
                "--config.file=" + checks,
                "--web.listen-address=127.0.0.1:0"));
    rig.keep(agent::stop);

    Eventually.within(SOON, () -> assertThat(agent.output()).contains("INFO self: ok"));
    assertThat(health(agent).exit()).isZero();
    agent.signal("TERM");
    assertThat(agent.end(SOON).exit()).isZero();
    assertThat(agent.output()).doesNotContain("warning", "error");
  }

  @Test
  void pingsAndTellsItsSchema() throws Exception {
    try (ScriptedSmtp host = ScriptedSmtp.on("127.0.0.1", 0).answering(rcpt -> "250 2.1.5 ok")) {
      Program.Ended ping =
          run(built.launcher().toString(), "ping", "127.0.0.1:" + host.port(), "-c", "1");

      assertThat(ping.out()).contains("ok");
      assertThat(ping.err()).isEmpty();
      assertThat(ping.exit()).isZero();
    }
    assertThat(run(built.launcher().toString(), "schema").out()).contains("\"$schema\"");
  }

  /** A JVM that ends gives a thread that waits for the sockets of virtual ones 0.3 s. */
  @Test
  void leavesNoThreadThatKeepsAPingFromEnding() throws Exception {
    try (ScriptedSmtp host = ScriptedSmtp.on("127.0.0.1", 0).answering(rcpt -> "250 2.1.5 ok")) {
      Program.Ended ping =
          run(
              "env",
              "MXPING_JAVA_OPTIONS=-Xlog:class+init:stdout",
              built.launcher().toString(),
              "ping",
              "127.0.0.1:" + host.port(),
              "-c",
              "1");

      assertThat(ping.out()).contains("mxping/ping/Ping").doesNotContain("sun/nio/ch/EPollPoller");
    }
  }

  @Test
  void leavesTheCryptographyOfTlsToItsLibrary() throws Exception {
    Program.Ended ended = pingOverTls(built, "-Xlog:class+load:stdout");

    assertThat(ended.out())
        .contains(
            ": ok, 250", "corretto.crypto.provider.EvpKeyAgreement source: shared objects file");
    assertThat(ended.err()).isEmpty();
    assertThat(ended.exit()).isZero();
  }

  @Test
  void speaksTlsAlsoWhereThatLibraryCannotBeLoaded() throws Exception {
    Distribution copy = copy();
    Files.delete(copy.home().resolve("lib/libamazonCorrettoCryptoProvider.so"));

    Program.Ended ended = pingOverTls(copy, "");

    assertThat(ended.out()).contains(": ok, 250");
    assertThat(ended.err()).isEmpty();
    assertThat(ended.exit()).isZero();
  }

  private Program.Ended pingOverTls(Distribution distribution, String options) throws Exception {
    String script =
        """
        S: 220 mx.test ESMTP
        C: EHLO probe.test
        S: 250-mx.test
        S: 250 STARTTLS
        C: STARTTLS
        S: 220 go
        S! tls
        C: EHLO probe.test
        S: 250 mx.test
        C: QUIT
        S: 221 bye
        """;
    try (ScriptedSmtp host = ScriptedSmtp.playing(script)) {
      return run(
          "env",
          "MXPING_JAVA_OPTIONS=" + options,
          distribution.launcher().toString(),
          "ping",
          "127.0.0.1:" + host.port(),
          "-c",
          "1",
          "--helo=probe.test",
          "--tls=opportunistic");
    }
  }

  @Test
  void startsFromTheCacheOfItsJars() throws Exception {
    assertThat(loaded(built))
        .contains("mxping.Main source: shared objects file")
        .contains("picocli.CommandLine source: shared objects file");
  }

  @Test
  void anExchangedJarIsTheCodeThatRuns() throws Exception {
    Distribution copy = copy();
    FileTime time = Files.getLastModifiedTime(copy.jar());
    try (FileSystem jar =
        FileSystems.newFileSystem(URI.create("jar:" + copy.jar().toUri()), Map.of())) {
      Files.writeString(
          jar.getPath("mxping/cli/version.properties"), "version=9.9.9\nrevision=exchanged\n");
    }
    Files.setLastModifiedTime(copy.jar(), time);

    Program.Ended ended = run(copy.launcher().toString(), "--version");

    assertThat(ended.out()).startsWith("mxping 9.9.9 (revision exchanged, Java 25");
    assertThat(ended.err()).isEmpty();
    assertThat(loaded(copy)).contains("mxping.Main source: file:").doesNotContain("shared objects");
  }

  @Test
  void withoutItsCacheItOnlyStartsLater() throws Exception {
    Distribution copy = copy();
    Files.delete(copy.cache());

    Program.Ended ended = run(copy.launcher().toString(), "--version");

    assertThat(ended.out()).matches(VERSION);
    assertThat(ended.err()).isEmpty();
  }

  @Test
  void aCacheThatTheJvmDoesNotTakeMakesNoNoise() throws Exception {
    Distribution copy = copy();
    Files.writeString(copy.cache(), "torn");

    Program.Ended ended = run(copy.launcher().toString(), "--version");

    assertThat(ended.out()).matches(VERSION);
    assertThat(ended.err()).isEmpty();
  }

  @Test
  void optionsOfItsUserComeLast() throws Exception {
    Program.Ended ended =
        run(
            "env",
            "MXPING_JAVA_OPTIONS=-Xmx96m -Xlog:gc+init:stdout",
            built.launcher().toString(),
            "--version");

    assertThat(ended.out()).contains("Heap Max Capacity: 96M");
  }

  /** Bounds for parts of the heap must not be larger than a heap that a small container gives. */
  @ParameterizedTest
  @ValueSource(strings = {"32m", "64m"})
  void startsWithASmallHeapToo(String heap) throws Exception {
    Program.Ended ended =
        run("env", "MXPING_JAVA_OPTIONS=-Xmx" + heap, built.launcher().toString(), "--version");

    assertThat(ended.out()).matches(VERSION);
    assertThat(ended.err()).isEmpty();
  }

  @Test
  void takesNoMoreRoomThanItMay() throws IOException {
    long octets = 0;
    try (Stream<Path> files = Files.walk(built.home())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        octets += Files.size(file);
      }
    }
    assertThat(octets).isLessThan(UNPACKED_OCTETS);
  }

  @Test
  void saysWhatItIsMadeOf() throws IOException {
    assertThat(Files.readString(built.home().resolve("sbom.cdx.json")))
        .contains("\"bomFormat\" : \"CycloneDX\"", "pkg:maven/org.quartz-scheduler/quartz@")
        .doesNotContain("junit");
  }

  private Program.Ended health(Program agent) throws Exception {
    Matcher listening = LISTENING.matcher(agent.output());
    assertThat(listening.find()).isTrue();
    return run(
        built.launcher().toString(), "health", "http://" + listening.group(1) + "/-/healthy");
  }

  private Distribution copy() throws Exception {
    Path folder = rig.directory();
    run("cp", "--archive", built.home().toString(), folder.toString());
    return new Distribution(folder.resolve(built.home().getFileName()));
  }

  private String loaded(Distribution distribution) throws Exception {
    return run(
            "env",
            "MXPING_JAVA_OPTIONS=-Xlog:class+load:stdout",
            distribution.launcher().toString(),
            "--version")
        .out();
  }

  private Program.Ended run(String... command) throws Exception {
    return Program.run(rig.directory(), "run", List.of(command), SOON);
  }
}
