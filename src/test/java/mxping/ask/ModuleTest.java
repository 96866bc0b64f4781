package mxping.ask;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import mxping.check.Check;
import mxping.check.Checks;
import mxping.check.Configuration;
import mxping.check.Manners;
import mxping.check.Recipient;
import mxping.check.Target;
import mxping.check.Until;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The settings of a check with another target. */
class ModuleTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Check INBOUND =
      Checks.domain("ours.test")
          .named("inbound")
          .port(2525)
          .timeout(Duration.ofSeconds(45))
          .rcpt("postmaster")
          .mx("mx.ours.test")
          .check();
  private static final Check RELAY = Checks.host("relay.test").named("relay").check();
  private static final Check USUAL = Checks.domain("invalid").named("default").check();
  private static final Configuration FILE =
      new Configuration(
          new Manners(Duration.ZERO, 4, List.of(), 10),
          List.of(INBOUND, RELAY),
          USUAL,
          Optional.empty());

  @Test
  void aModuleIsACheckByItsNameElseTheDefaults() {
    assertThat(Module.named("relay", FILE)).contains(new Module(RELAY));
    assertThat(Module.named("", FILE)).contains(new Module(USUAL));
    assertThat(Module.named("default", FILE)).contains(new Module(USUAL));
    assertThat(Module.named("nobody", FILE)).isEmpty();
  }

  @Test
  void aCheckNamedDefaultIsTheDefault() {
    Check own = Checks.domain("ours.test").named("default").check();
    Configuration file = new Configuration(FILE.manners(), List.of(own), USUAL, Optional.empty());

    assertThat(Module.named("", file)).contains(new Module(own));
  }

  @ParameterizedTest
  @CsvSource({
    "inbound, other.test, Domain",
    "relay,   other.test, Host",
    "relay,   ours.test,  Domain",
    "inbound, relay.test, Host",
  })
  void aBareNameIsWhatTheFileCallsItElseWhatTheModulesOwnTargetIs(
      String module, String name, String kind) {
    Target target = Module.named(module, FILE).orElseThrow().target(name, FILE.checks());

    assertThat(target.getClass().getSimpleName()).isEqualTo(kind);
    assertThat(target.text()).isEqualTo(name);
  }

  @Test
  void theModulesSettingsAreKeptButForWhatIsOfItsTarget() {
    Target other = new Target.Domain("other.test");

    Check check = new Module(INBOUND).of(other, Optional.empty(), MINUTE);

    assertThat(check.target()).isEqualTo(other);
    assertThat(check.name()).isEqualTo("inbound");
    assertThat(check.port()).isEqualTo(2525);
    assertThat(check.recipients()).isEqualTo(INBOUND.recipients());
    assertThat(check.expect().mx()).as("of another domain").isEmpty();
    assertThat(check.timeout()).isEqualTo(INBOUND.timeout());
    assertThat(new Module(INBOUND).of(INBOUND.target(), Optional.empty(), MINUTE))
        .isEqualTo(INBOUND);
  }

  @Test
  void theScrapersTimeIsTheMost() {
    Duration most = Duration.ofSeconds(9);

    Check check = new Module(INBOUND).of(INBOUND.target(), Optional.empty(), most);

    assertThat(check.timeout()).isEqualTo(most);
  }

  @Test
  void anAddressIsAskedForAlone() {
    Check check =
        new Module(INBOUND)
            .of(new Target.Domain("other.test"), Optional.of("ann@other.test"), MINUTE);

    assertThat(check.recipients()).extracting(Recipient::address).containsExactly("ann@other.test");
    assertThat(check.until()).isEqualTo(Until.RCPT);
  }
}
