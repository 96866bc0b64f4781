package mxping.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import mxping.cluster.Census.Announced;
import mxping.cluster.Census.Silent;
import org.junit.jupiter.api.Test;

/** Among whom checks are shared. */
class CensusTest {
  private static final Announced A = new Announced("a", "old", "");

  @Test
  void whoKnowsNobodyRunsEverything() {
    Census alone = Census.alone(A);

    assertThat(alone.ownership().members()).containsExactly("a");
    assertThat(alone.members()).isEqualTo(1);
    assertThat(alone.complete()).isTrue();
    assertThat(alone.disagrees()).isFalse();
  }

  @Test
  void whoHasReadTheSameShares() {
    Census three =
        new Census(A, List.of(new Announced("b", "old", ""), new Announced("c", "old", "")));

    assertThat(three.ownership().members()).containsExactly("a", "b", "c");
    assertThat(three.disagrees()).isFalse();
  }

  @Test
  void whileTheFileChangesEachTextHasOwnersForAllOfItsChecks() {
    Announced changed = new Announced("b", "new", "");
    Announced unchanged = new Announced("c", "old", "");

    Census ofOld = new Census(A, List.of(changed, unchanged));
    Census ofNew = new Census(changed, List.of(A, unchanged));

    assertThat(ofOld.ownership().members()).containsExactly("a", "c");
    assertThat(ofNew.ownership().members()).containsExactly("b");
    assertThat(ofOld.disagrees()).isTrue();
    assertThat(ofNew.disagrees()).isTrue();
  }

  @Test
  void whoHasToldNothingYetIsThereAndOwnsNothing() {
    Census two = new Census(A, List.of(new Silent("b")));

    assertThat(two.ownership().members()).containsExactly("a");
    assertThat(two.members()).isEqualTo(2);
    assertThat(two.complete()).isFalse();
    assertThat(two.disagrees()).isFalse();
  }

  @Test
  void aNamesakeThatCameBeforeIsNoticed() {
    assertThat(new Census(A, List.of(new Silent("b")), 1).namesake()).isFalse();
    assertThat(new Census(A, List.of(new Silent("a")), 0).namesake()).isFalse();
    assertThat(new Census(A, List.of(new Silent("a")), 1).namesake()).isTrue();
  }
}
