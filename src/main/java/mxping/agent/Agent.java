package mxping.agent;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import mxping.ask.Guard;
import mxping.check.Check;
import mxping.check.Configuration;
import mxping.check.IpText;
import mxping.courtesy.Lanes;
import mxping.history.CheckState;
import mxping.history.History;
import mxping.metrics.Export;
import mxping.metrics.Metrics;
import mxping.metrics.Metrics.BuildInfo;
import mxping.metrics.Metrics.Load;
import mxping.probe.Finding;
import mxping.probe.OpenDialogues;
import mxping.probe.Reason;
import mxping.run.CheckRun;
import mxping.run.Round;
import mxping.run.Surroundings;
import mxping.schedule.Firing;
import mxping.schedule.Timetable;
import mxping.self.SelfResponder;
import mxping.smtp.Deadline;
import mxping.web.CannotListenException;
import mxping.web.ListenAddress;
import mxping.web.Web;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running agent: rounds begin when they are due, what they find goes to history, metrics and log,
 * and is served. Thread-safe.
 */
public final class Agent implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Agent.class);

  /**
   * How long open dialogues may take to end by themselves, and then by QUIT, when the agent stops.
   */
  private static final Duration TO_END = Duration.ofSeconds(7);

  private static final Duration TO_HANG_UP = Duration.ofSeconds(1);

  private final Map<String, CheckRun> runs = new ConcurrentHashMap<>();
  private final OpenDialogues open = new OpenDialogues();
  private final StateLog log = new StateLog();
  private final Lanes lanes;
  private final SelfResponder self;
  private final History history;
  private final Metrics metrics;
  private final Timetable timetable;
  private final Surroundings surroundings;
  private final Optional<RequestedProbes> requested;
  private final Web web;
  private volatile boolean ready;
  private volatile boolean hungUp;

  /**
   * Starts an agent.
   *
   * @param onRequest what may be probed for who asks over HTTP; empty where nothing may
   * @param export which metrics there are to scrape
   * @throws CannotListenException where an address to listen on cannot be had
   * @throws IOException where this machine has no loopback socket to give
   */
  public static Agent start(
      Configuration configuration,
      List<ListenAddress> listen,
      Optional<Guard> onRequest,
      Export export,
      BuildInfo build)
      throws CannotListenException, IOException {
    Agent agent = new Agent(configuration, listen, onRequest, export, build);
    agent.watch(configuration.checks());
    return agent;
  }

  private Agent(
      Configuration configuration,
      List<ListenAddress> listen,
      Optional<Guard> onRequest,
      Export export,
      BuildInfo build)
      throws CannotListenException, IOException {
    InstantSource clock = InstantSource.system();
    lanes = new Lanes(configuration.manners(), open);
    history = new History(clock, System::nanoTime);
    Load load = new Load(lanes::inFlight, lanes::waiting);
    metrics = new Metrics(history, build, load, export);
    self = SelfResponder.start();
    surroundings = new Surroundings(MachineName.find(), self.address(), lanes, clock);
    requested =
        onRequest.map(guard -> new RequestedProbes(guard, () -> configuration, surroundings));
    web = serve(listen);
    metrics.reloaded(true, clock.instant());
    timetable = new Timetable(this::fire, this::bug);
    timetable.start();
  }

  private Web serve(List<ListenAddress> listen) throws CannotListenException, IOException {
    try {
      return Web.start(listen, history, new Scrape(metrics::write), requested, () -> ready);
    } catch (CannotListenException e) {
      self.close();
      throw e;
    }
  }

  private void watch(List<Check> checks) {
    for (Check check : checks) {
      runs.put(check.name(), new CheckRun(check, surroundings));
      history.add(check, timetable.plan(check));
    }
    ready = true;
    String where = web.addresses().stream().map(Agent::text).collect(Collectors.joining(", "));
    String what = checks.size() == 1 ? "1 check" : checks.size() + " checks";
    LOG.info("watching {}, listening on {}", what, where);
  }

  private static String text(InetSocketAddress address) {
    return address.getAddress().isAnyLocalAddress() ? ":" + address.getPort() : IpText.of(address);
  }

  /** Where it listens, each with its real port. */
  public List<InetSocketAddress> addresses() {
    return web.addresses();
  }

  private void fire(Firing firing) {
    CheckRun run = runs.get(firing.check());
    if (run == null) {
      return;
    }
    metrics.started(firing.lag());
    history.begins(firing.check(), firing.due());
    if (firing.missed() > 0) {
      ended(Round.Skipped.unbegun(run.check(), firing.due(), Reason.MISSED, firing.missed()));
    }
    ended(run.fire(firing.due()));
  }

  /** A round that ends because we hung up says nothing about its hosts. */
  private void ended(Round round) {
    if (hungUp) {
      return;
    }
    history.record(round);
    switch (round) {
      case Round.Skipped skipped -> log.tell(skipped);
      case Round.Completed completed -> {
        metrics.observe(completed);
        Optional<CheckState> state = history.check(completed.check().name());
        Optional<Finding> told = state.flatMap(CheckState::deciding);
        log.tell(
            state.flatMap(CheckState::last).orElse(completed), told.orElse(completed.deciding()));
      }
    }
  }

  /** A bug of ours in a round: said with its stack, counted, and the check shows it. */
  private void bug(String check, Throwable bug) {
    LOG.error("{}: internal error", check, bug);
    metrics.internalError();
    CheckRun run = runs.get(check);
    if (run != null) {
      history.check(check).ifPresent(state -> ended(run.failed(state.due(), "internal error")));
    }
  }

  private boolean requestedEnd(Duration patience) throws InterruptedException {
    return requested.isEmpty() || requested.get().awaitEnd(patience);
  }

  /**
   * Begins no more rounds, lets open dialogues end with QUIT, then stops serving; takes at most
   * some 10 s.
   */
  @Override
  public void close() throws IOException {
    ready = false;
    LOG.info("stopping, open dialogues may end");
    timetable.stop();
    lanes.close();
    try {
      Deadline end = Deadline.in(TO_END);
      if (!timetable.awaitRounds(TO_END) || !requestedEnd(end.left())) {
        hungUp = true;
        open.hangUp();
        timetable.awaitRounds(TO_HANG_UP);
        requestedEnd(TO_HANG_UP);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    timetable.close();
    web.close();
    self.close();
  }
}
