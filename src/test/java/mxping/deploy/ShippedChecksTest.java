package mxping.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import mxping.config.ConfigFile;
import mxping.config.Loaded;
import mxping.schedule.Timetable;
import org.junit.jupiter.api.Test;

/** Every {@code checks.yaml} that is shipped is one. */
class ShippedChecksTest {

  @Test
  void eachIsUnderstood() {
    List<Deployed> files = Deployed.below("", name -> name.equals("checks.yaml"));

    assertThat(files)
        .hasSizeGreaterThanOrEqualTo(3)
        .allSatisfy(
            file ->
                assertThat(
                        ConfigFile.load(
                            file.path(), Map.of("POD_IP", "10.1.2.3"), Timetable::cronProblem))
                    .isInstanceOf(Loaded.Valid.class));
  }
}
