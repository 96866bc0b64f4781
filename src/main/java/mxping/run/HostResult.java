package mxping.run;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import mxping.probe.Finding;
import mxping.probe.Outcome;
import mxping.probe.Phase;
import mxping.probe.ProbeResult;
import mxping.probe.Reason;

/**
 * What a round found out about one mail host.
 *
 * @param preference of its MX record, where it has one
 */
public record HostResult(HostKey key, OptionalInt preference, Visit visit) {

  /** What became of the visit. */
  public sealed interface Visit {

    /** The finding that decides. */
    Finding deciding();

    /** Whether the host spoke correct SMTP as far as we went. */
    boolean up();
  }

  /**
   * A session was tried.
   *
   * @param result of the address that speaks for the host
   * @param others addresses of the host that could not be connected to, in the order they were
   *     tried
   */
  public record Probed(ProbeResult result, List<ProbeResult> others) implements Visit {
    public Probed {
      others = List.copyOf(others);
    }

    @Override
    public Finding deciding() {
      return result.deciding();
    }

    @Override
    public boolean up() {
      return result.up();
    }
  }

  /** No address is known to speak to. */
  public record Unreached(Finding deciding) implements Visit {
    @Override
    public boolean up() {
      return false;
    }
  }

  /**
   * Its turn did not come: nothing is known about it.
   *
   * @param announced for how long it is known that no turn will come, from the end of the round on
   */
  public record Unvisited(Duration announced) implements Visit {
    @Override
    public Finding deciding() {
      return Finding.of(
          Phase.CONNECT, Reason.THROTTLED_LOCALLY, "its turn did not come before the next round");
    }

    @Override
    public boolean up() {
      return false;
    }
  }

  /** The same without the transcripts of its dialogues. */
  public HostResult withoutTranscripts() {
    return switch (visit) {
      case Probed probed -> {
        List<ProbeResult> others =
            probed.others().stream().map(ProbeResult::withoutTranscript).toList();
        yield new HostResult(
            key, preference, new Probed(probed.result().withoutTranscript(), others));
      }
      case Unreached unreached -> this;
      case Unvisited unvisited -> this;
    };
  }

  public Outcome outcome() {
    return visit.deciding().outcome();
  }

  /** Whether anything is known about the host from this round. */
  public boolean visited() {
    return !(visit instanceof Unvisited);
  }
}
