package mxping.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import mxping.check.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Environment variables in values. */
class VariablesTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "${NAME}, value",
        "a-${NAME}-${NAME}, a-value-value",
        "${NAME:-other}, value",
        "${UNSET:-other}, other",
        "${UNSET:-}, ``",
        "$$, $",
        "$${NAME}, ${NAME}",
        "$$$${NAME}, $${NAME}",
        "^220 .*$, ^220 .*$",
        "$NAME, $NAME",
        "a$b, a$b",
      })
  void labels(String text, String filled) {
    String yaml = "checks: [{self: true, labels: {team: '" + text + "'}}]";
    assertThat(Loading.in(folder).with("NAME", "value").check(yaml).labels())
        .containsEntry("team", filled);
  }

  @Test
  void anEmptyVariableTakesTheDefaultOnlyWhereThereIsOne() {
    var loading = Loading.in(folder).with("EMPTY", "");
    assertThat(loading.check("checks: [{self: true, labels: {a: '${EMPTY:-x}'}}]").labels())
        .containsEntry("a", "x");
    assertThat(loading.check("checks: [{self: true, labels: {a: '${EMPTY}'}}]").labels())
        .containsEntry("a", "");
  }

  @Test
  void theyTakeTheTypeOfTheirKey() {
    var loading = Loading.in(folder).with("PORT", "2525");
    assertThat(loading.check("checks: [{domain: a.example, port: '${PORT}'}]").port())
        .isEqualTo(2525);
    assertThat(loading.with("YES", "true").check("checks:\n- self: ${YES}\n").target())
        .isEqualTo(new Target.Self());
    assertThat(
            loading
                .check("checks: [{domain: a.example, expect: {greeting: 'ESMTP$'}}]")
                .expect()
                .greeting())
        .isEqualTo(Optional.of("ESMTP$"));
  }

  @Test
  void keysHaveNone() {
    assertThat(
            Loading.in(folder)
                .with("KEY", "port")
                .problems("checks:\n- domain: a.example\n  ${KEY}: 25"))
        .containsExactly("checks.yaml:3:3: checks[0].${KEY}: unknown key");
  }
}
