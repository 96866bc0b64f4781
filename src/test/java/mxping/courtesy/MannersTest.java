package mxping.courtesy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import mxping.check.Manners;
import mxping.check.Network;
import org.junit.jupiter.api.Test;

/** Manners that change while the agent is a guest. */
class MannersTest {
  private static final InetAddress ADDRESS = InetAddress.ofLiteral("192.0.2.1");
  private static final Manners USUAL = new Manners(Duration.ofSeconds(2), 4, List.of(), 100);

  @Test
  void anAddressIsOursWhereANetworkSaysSo() {
    Network ours = new Network(InetAddress.ofLiteral("192.0.2.0"), 24);
    assertThat(Conduct.towards(ADDRESS, USUAL))
        .isEqualTo(new Conduct(Duration.ofSeconds(2), 4, false));
    assertThat(Conduct.towards(ADDRESS, new Manners(Duration.ofSeconds(2), 4, List.of(ours), 100)))
        .isEqualTo(new Conduct(Duration.ZERO, 4, true));
  }

  @Test
  void tokensThatAreTakenStayTakenWhenThereAreMoreOrFewer() {
    Budget budget = new Budget(2);
    Duration minute = Duration.ofMinutes(1);
    assertThat(refused(budget, "a", minute)).hasValue(0);
    assertThat(refused(budget, "b", minute)).hasValue(0);
    assertThat(refused(budget, "c", minute)).isNotEqualTo(OptionalLong.of(0));
    budget.allow(3);
    assertThat(refused(budget, "c", minute)).hasValue(0);
    budget.allow(1);
    assertThat(refused(budget, "d", minute)).isNotEqualTo(OptionalLong.of(0));
  }

  private static OptionalLong refused(Budget budget, String wisher, Duration every) {
    OptionalLong wait = budget.take(wisher, 0, every);
    if (wait.equals(OptionalLong.of(0))) {
      budget.answered(wisher, false, 0);
    }
    return wait;
  }

  @Test
  void placesBecomeMoreAndFewerWhileSomeAreTaken() {
    Places places = new Places(2);
    assertThat(places.takeIfFree()).isTrue();
    assertThat(places.takeIfFree()).isTrue();
    assertThat(places.takeIfFree()).isFalse();

    places.become(3);
    assertThat(places.takeIfFree()).isTrue();
    assertThat(places.taken()).isEqualTo(3);

    places.become(1);
    assertThat(places.taken()).isEqualTo(3);
    places.free();
    places.free();
    assertThat(places.takeIfFree()).as("one is still taken").isFalse();
    places.free();
    assertThat(places.takeIfFree()).isTrue();
    assertThat(places.taken()).isEqualTo(1);
  }

  /** A pause that is being kept is as long as the manners of now would have it. */
  @Test
  void aLaneOpensByTheMannersOfNow() {
    long now = System.nanoTime();
    AtomicReference<OptionalLong> opens =
        new AtomicReference<>(OptionalLong.of(now + Duration.ofHours(1).toNanos()));
    Lane lane =
        new Lane(
            new Places(1),
            new Lane.Host() {
              @Override
              public void serve(
                  Visit first, Lane.Others others, Turns.Turn turn, LongConsumer opensAt) {}

              @Override
              public OptionalLong opens() {
                return opens.get();
              }
            });
    lane.reconsider();
    assertThat(lane.forget(0)).as("closed for an hour").isFalse();

    opens.set(OptionalLong.of(now - 1));
    lane.reconsider();
    assertThat(lane.forget(0)).isTrue();
  }
}
