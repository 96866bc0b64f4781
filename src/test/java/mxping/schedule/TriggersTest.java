package mxping.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Date;
import mxping.check.Cadence;
import mxping.run.Due;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.quartz.SimpleTrigger;
import org.quartz.Trigger;
import org.quartz.spi.OperableTrigger;

class TriggersTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** A trigger as Quartz has it once it is planned. */
  private static Trigger planned(Trigger trigger) {
    ((OperableTrigger) trigger).computeFirstFireTime(null);
    return trigger;
  }

  private static Trigger cron(String expression, String zone) {
    return Triggers.cron("c", new Cadence.Cron(expression, ZoneId.of(zone)));
  }

  @Test
  void anIntervalIsDueAtAFixedRate() {
    Trigger trigger = Triggers.every("a", MINUTE, NOON);
    assertThat(Triggers.due(trigger, NOON))
        .isEqualTo(new Due(NOON, NOON.plusSeconds(60), NOON.plusSeconds(120)));
  }

  @Test
  void aCronExpressionIsDueByItsZone() {
    Trigger trigger = cron("0 0 9 * * ?", "Europe/Berlin");
    Due due = Triggers.due(trigger, Instant.parse("2050-03-26T08:00:00Z"));
    assertThat(due.next()).isEqualTo("2050-03-27T07:00:00Z");
    assertThat(due.following()).isEqualTo("2050-03-28T07:00:00Z");
  }

  @Test
  void afterItsLastRoundAScheduleIsDueInAHundredYears() {
    Trigger trigger = cron("0 0 12 22 11 ? 2050", "UTC");
    Instant last = Instant.parse("2050-11-22T12:00:00Z");
    Due due = Triggers.due(trigger, last);
    assertThat(due.next()).isAfter("2149-01-01T00:00:00Z");
    assertThat(due.following()).isAfter(due.next());
  }

  @ParameterizedTest(name = "clock set by {0}")
  @CsvSource({"PT1H", "PT-1H", "PT17.25S", "PT-17.25S", "P30D", "PT-59.999S"})
  void anIntervalKeepsItsPhaseWhenTheClockIsSet(String step) {
    Duration set = Duration.parse(step);
    Trigger before = planned(Triggers.every("a", MINUTE, NOON.plusSeconds(20)));
    Instant now = NOON.plus(set);
    SimpleTrigger after = (SimpleTrigger) Triggers.shifted(before, set, now);
    assertThat(after.getKey()).isEqualTo(before.getKey());
    assertThat(after.getStartTime()).isEqualTo(Date.from(now.plusSeconds(20)));
    assertThat(after.getRepeatInterval()).isEqualTo(60_000);
    assertThat(after.getMisfireInstruction())
        .isEqualTo(SimpleTrigger.MISFIRE_INSTRUCTION_RESCHEDULE_NEXT_WITH_REMAINING_COUNT);
  }

  @Test
  void whatIsOverdueComesInItsPhaseAndNotAtOnce() {
    Trigger before = planned(Triggers.every("a", MINUTE, NOON));
    Instant now = NOON.plusSeconds(90);
    Trigger after = Triggers.shifted(before, Duration.ZERO, now);
    assertThat(after.getStartTime()).isEqualTo(Date.from(NOON.plusSeconds(120)));
  }

  @ParameterizedTest(name = "clock set by {0}")
  @CsvSource({"PT1H, 2026-11-22T14:00:00Z", "PT-3H, 2026-11-22T10:00:00Z"})
  void aCronExpressionFollowsTheClock(String step, Instant next) {
    Trigger before = planned(cron("0 0 * * * ?", "UTC"));
    Instant now = NOON.plusSeconds(5).plus(Duration.parse(step));
    Trigger after = planned(Triggers.shifted(before, Duration.parse(step), now));
    assertThat(after.getNextFireTime()).isEqualTo(Date.from(next));
    assertThat(after.getMisfireInstruction()).isEqualTo(before.getMisfireInstruction());
  }
}
