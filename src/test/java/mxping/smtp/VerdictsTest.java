package mxping.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import mxping.certificates.Certificates;
import mxping.certificates.Credential;
import mxping.smtp.TlsFacts.Flaw;
import mxping.smtp.Witness.Seen;
import org.junit.jupiter.api.Test;

class VerdictsTest {
  private final Instant now = Instant.now();
  private static final Flaw FLAW = new Flaw(Flaw.Kind.NOT_TRUSTED, "on principle");

  private final Verdicts verdicts = new Verdicts();
  private final List<Instant> judged = new ArrayList<>();

  private List<Flaw> on(Seen seen, Instant at) {
    return verdicts
        .on(
            seen,
            at,
            (chain, then) -> {
              judged.add(then);
              return List.of(FLAW);
            })
        .flaws();
  }

  private static Seen chain(Credential credential) {
    return new Seen(credential.chain(), "UNKNOWN");
  }

  @Test
  void aChainThatIsSentAgainIsNotJudgedAgain() {
    Seen seen = chain(Certificates.fullChain("mx.test"));

    assertThat(on(seen, now)).containsExactly(FLAW);
    assertThat(on(chain(Certificates.fullChain("mx.test")), now.plusSeconds(60)))
        .containsExactly(FLAW);

    assertThat(judged).containsExactly(now);
  }

  @Test
  void anotherChainIsAnotherMatter() {
    on(chain(Certificates.fullChain("mx.test")), now);
    on(chain(Certificates.missingIntermediate("mx.test")), now);
    on(chain(Certificates.valid("mx.test")), now);

    assertThat(judged).hasSize(3);
  }

  @Test
  void onceACertificateHasEndedItsChainIsJudgedAgain() {
    Credential credential = Certificates.expiringIn(Duration.ofHours(1), "mx.test");
    Instant end = credential.leaf().getNotAfter().toInstant();

    on(chain(credential), now);
    on(chain(credential), end);
    on(chain(credential), end.plusNanos(1));
    on(chain(credential), end.plusSeconds(1));

    assertThat(judged).containsExactly(now, end.plusNanos(1));
  }

  @Test
  void onceACertificateHasBegunItsChainIsJudgedAgain() {
    Credential credential = Certificates.notYetValid("mx.test");
    Instant begin = credential.leaf().getNotBefore().toInstant();

    on(chain(credential), now);
    on(chain(credential), begin.minusNanos(1));
    on(chain(credential), begin);

    assertThat(judged).containsExactly(now, begin);
  }

  @Test
  void aClockThatIsSetBackChangesTheVerdictToo() {
    Credential credential = Certificates.valid("mx.test");
    Instant before = credential.leaf().getNotBefore().toInstant().minusSeconds(1);

    on(chain(credential), now);
    on(chain(credential), before);

    assertThat(judged).containsExactly(now, before);
  }
}
