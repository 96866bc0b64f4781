package mxping.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mxping.check.Check;
import mxping.check.Checks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who runs which check. */
class OwnershipTest {
  private static final List<Check> THOUSAND =
      IntStream.range(0, 1000).mapToObj(i -> Checks.domain("d" + i + ".example").check()).toList();

  private static Ownership of(String... members) {
    return new Ownership(new TreeSet<>(Set.of(members)));
  }

  private static List<Check> moved(Ownership before, Ownership now) {
    return THOUSAND.stream()
        .filter(check -> !before.owner(check).equals(now.owner(check)))
        .toList();
  }

  /** Worked out by another program: agents of all versions have to agree on these. */
  @ParameterizedTest
  @CsvSource({"example.com, c", "example.net, c", "example.org, a", "mx.example, c"})
  void ownersStayWhatTheyAre(String key, String owner) {
    assertThat(of("a", "b", "c").owner(new Key(key))).isEqualTo(owner);
  }

  @Test
  void everyCheckHasOneOwnerAndSharesAreEven() {
    Ownership three = of("a", "b", "c");

    List<List<Check>> shares =
        three.members().stream().map(member -> three.share(member, THOUSAND)).toList();

    assertThat(shares.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(THOUSAND);
    assertThat(shares).allSatisfy(share -> assertThat(share).hasSizeBetween(280, 390));
  }

  @Test
  void aFourthTakesAboutAQuarterAndNothingElseMoves() {
    Ownership three = of("a", "b", "c");
    Ownership four = of("a", "b", "c", "d");

    List<Check> moved = moved(three, four);

    assertThat(moved).hasSizeBetween(200, 300);
    assertThat(moved).allSatisfy(check -> assertThat(four.owner(check)).contains("d"));
  }

  @Test
  void whoLeavesGivesAwayItsOwnChecksAloneAndToAllOthers() {
    Ownership three = of("a", "b", "c");
    Ownership two = of("a", "c");

    List<Check> moved = moved(three, two);

    assertThat(moved).isEqualTo(three.share("b", THOUSAND));
    assertThat(moved.stream().map(two::owner).flatMap(owner -> owner.stream())).contains("a", "c");
  }

  @Test
  void oneAloneRunsEverything() {
    assertThat(of("a").share("a", THOUSAND)).isEqualTo(THOUSAND);
  }

  @Test
  void aGroupStaysTogether() {
    Ownership three = of("a", "b", "c");
    List<Check> group =
        THOUSAND.stream()
            .map(check -> Checks.domain(check.name()).group("together").check())
            .toList();

    assertThat(group.stream().map(three::owner).collect(Collectors.toSet())).hasSize(1);
  }

  @Test
  void checksOfOneTargetStayTogether() {
    Check inbound = Checks.host("mx.example").check();
    Check submission = Checks.host("mx.example").port(587).check();

    Function<Check, Object> owner = of("a", "b", "c")::owner;
    assertThat(owner.apply(submission)).isEqualTo(owner.apply(inbound));
  }
}
