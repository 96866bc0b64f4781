package mxping.probe;

import static mxping.probe.Story.check;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Hosts that say what a seed makes up, at a phase that it picks. */
class GeneratedHostsTest {
  private static final List<Phase> PHASES =
      List.of(Phase.GREETING, Phase.EHLO, Phase.MAIL, Phase.RCPT, Phase.RSET, Phase.QUIT);
  private static final Set<Reason> OF_NOISE =
      Set.of(Reason.CONNECTION_LOST, Reason.PROTOCOL_ERROR, Reason.NOT_SMTP, Reason.UNCLEAN_CLOSE);

  static IntStream seeds() {
    return IntStream.range(0, 60);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void noiseIsAnOutcomeLikeAnyOther(int seed) {
    Random random = new Random(seed);
    Phase phase = PHASES.get(seed % PHASES.size());
    StringBuilder script = new StringBuilder(Story.upTo(phase)).append("S! raw ");
    for (int octets = 1 + random.nextInt(3000); octets > 0; octets--) {
      script.append("\\x%02X".formatted(random.nextInt(256)));
    }

    Story story =
        Story.of(
            script.append(random.nextBoolean() ? "\nS! close" : "\nS! reset").toString(),
            check().rcpt("ann@mx.test"));

    assertThat(story.result().deciding().reason()).as(story.transcript()).isIn(OF_NOISE);
    assertThat(story.result().deciding().phase()).isEqualTo(phase);
    assertThat(story.result().up()).isEqualTo(phase == Phase.RSET || phase == Phase.QUIT);
    assertThat(story.result().duration()).isLessThan(Duration.ofSeconds(5));
    assertThat(story.result().closing()).isPresent();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void aReplyCutAnywhereIsALoss(int seed) {
    String reply = "250-mx.test\\r\\n250 ok\\r\\n";
    int cut = new Random(seed).nextInt(reply.length() - 4);
    String part = reply.substring(0, reply.charAt(Math.max(0, cut - 1)) == '\\' ? cut - 1 : cut);
    Phase phase = PHASES.get(1 + seed % 3);

    Story story =
        Story.of(
            Story.upTo(phase) + (part.isEmpty() ? "" : "S! raw " + part + "\n") + "S! close",
            check().rcpt("ann@mx.test"));

    story.assertTold().isEqualTo("failed connection_lost %s down peer", phase.label());
  }
}
