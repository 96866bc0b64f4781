package mxping.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The unit for systemd: as systemd's own tools judge it, and its commands as it would run them. */
@Tag("real")
class UnitFileTest {
  private static final Pattern EXPOSURE = Pattern.compile("exposure level.*: ([0-9.]+) (\\w+)");

  @RegisterExtension final Rig rig = new Rig();

  @Test
  void itGivesLittleAway() throws Exception {
    Program.Ended judged =
        Program.run(
            rig.directory(),
            "systemd-analyze",
            List.of(
                "systemd-analyze",
                "security",
                "--offline=true",
                "--no-pager",
                "deploy/systemd/mxping.service"),
            Duration.ofSeconds(60));
    Matcher exposure = EXPOSURE.matcher(judged.out());

    assertThat(judged.exit()).as(judged.err()).isZero();
    assertThat(exposure.find()).as(judged.out()).isTrue();
    assertThat(exposure.group(2)).isEqualTo("OK");
    assertThat(Double.parseDouble(exposure.group(1))).isLessThan(2);
  }

  @Test
  void itsCommandsStartReloadAndEndTheDistribution() throws Exception {
    Path checks = rig.directory();
    Files.writeString(
        checks.resolve("checks.yaml"), "checks: [{name: self, self: true, every: 1s}]\n");
    Program.Ended ended =
        Program.run(
            rig.directory(),
            "unit",
            List.of(
                "unshare",
                "--net",
                "--mount",
                "sh",
                "src/test/resources/real/unit.sh",
                "deploy/systemd/mxping.service",
                Distribution.built().orElseThrow().home().toString(),
                checks.toString()),
            Duration.ofMinutes(2));

    assertThat(ended.exit()).as(ended.out() + ended.err()).isZero();
    assertThat(ended.err()).contains("reloaded in").contains("stopping");
    assertThat(ended.out()).endsWith("unit: ended\n");
  }
}
