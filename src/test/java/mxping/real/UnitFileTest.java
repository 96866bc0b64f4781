package mxping.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The unit for systemd, as systemd's own tool judges it. */
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
}
