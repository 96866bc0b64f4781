package mxping.agent;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import mxping.check.Check;
import mxping.check.Configuration;
import mxping.check.IpText;
import mxping.cluster.Answer;
import mxping.cluster.Membership;
import mxping.cluster.NameTakenException;
import mxping.config.WebConfig;
import mxping.courtesy.Lanes;
import mxping.courtesy.Turns;
import mxping.history.CheckState;
import mxping.history.History;
import mxping.metrics.Export;
import mxping.metrics.Metrics;
import mxping.metrics.Metrics.BuildInfo;
import mxping.metrics.Metrics.Load;
import mxping.pages.Fellows;
import mxping.probe.Finding;
import mxping.probe.OpenDialogues;
import mxping.probe.Reason;
import mxping.run.CheckRun;
import mxping.run.Round;
import mxping.run.Surroundings;
import mxping.schedule.Firing;
import mxping.schedule.Place;
import mxping.schedule.Timetable;
import mxping.self.SelfResponder;
import mxping.smtp.Deadline;
import mxping.web.CannotListenException;
import mxping.web.Gate;
import mxping.web.Lifecycle;
import mxping.web.Reloaded;
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

  private final OpenDialogues open = new OpenDialogues();
  private final StateLog log = new StateLog();
  private final Lanes lanes;
  private final SelfResponder self;
  private final History history;
  private final Metrics metrics;
  private final Timetable timetable;
  private final Optional<RequestedProbes> requested;
  private final Roster roster;
  private final Optional<Membership> membership;
  private final Share share;
  private final Reloads reloads;
  private final Web web;
  private volatile boolean ready;
  private volatile boolean hungUp;

  /**
   * Starts an agent.
   *
   * @param serving where and how it serves HTTP
   * @param export which metrics there are to scrape
   * @throws CannotListenException where an address to listen on cannot be had
   * @throws NameTakenException where another member of the cluster has this agent's name
   * @throws IOException where this machine has no loopback socket to give
   */
  public static Agent start(Sources sources, Serving serving, Export export, BuildInfo build)
      throws CannotListenException, NameTakenException, IOException {
    OldGeneration.keepSmall();
    Agent agent = new Agent(sources, serving, export, build);
    agent.join();
    agent.watch(sources);
    return agent;
  }

  private Agent(Sources sources, Serving serving, Export export, BuildInfo build)
      throws CannotListenException, IOException {
    Configuration configuration = sources.checks().first().configuration();
    InstantSource clock = InstantSource.system();
    membership = configuration.cluster().map(Membership::new);
    Turns turns = membership.map(Membership::turns).orElse(Turns.FREE);
    lanes = new Lanes(configuration.manners(), open, turns);
    history = new History(clock, System::nanoTime);
    Load load = new Load(lanes::inFlight, lanes::waiting);
    metrics = new Metrics(history, build, load, export);
    timetable = new Timetable(this::fire, this::bug);
    self = SelfResponder.start();
    Surroundings surroundings = new Surroundings(MachineName.find(), self.address(), lanes, clock);
    requested =
        serving
            .onRequest()
            .map(guard -> new RequestedProbes(guard, this::configuration, surroundings));
    roster = new Roster(surroundings, timetable, history, metrics, log, this::place);
    share = new Share(roster, membership);
    reloads = new Reloads(sources.checks(), share, membership, lanes, metrics, clock);
    metrics.reloaded(true, clock.instant());
    web = web(sources, serving);
    membership.ifPresent(this::isMember);
    timetable.start();
  }

  /** All members run a check at the same moments; for one alone any will do. */
  private Optional<Place> place(Check check) {
    return membership.flatMap(
        member ->
            Membership.phase(check).stream()
                .mapToObj(phase -> new Place(phase, member.unwatched(check)))
                .findFirst());
  }

  private void isMember(Membership member) {
    timetable.beat(member::beat);
    metrics.shared(
        new Metrics.Cluster(
            () -> member.fellowship().members().size(),
            () -> member.owned(configuration().checks()),
            member::viewChanges,
            () -> member.fellowship().disagrees()));
  }

  /** Nothing is left running where the name is taken. */
  private void join() throws NameTakenException, IOException {
    if (membership.isPresent()) {
      try {
        membership.get().join(pages(), this::answer, share::shared);
      } catch (NameTakenException e) {
        close();
        throw e;
      }
    }
  }

  private Optional<Answer> answer(String check) {
    return Gate.word(history, check).map(word -> new Answer(word.status(), word.text()));
  }

  /**
   * Where the others find this agent's pages: at the address they reach it by, if it serves all.
   */
  private String pages() {
    InetSocketAddress own = web.addresses().getFirst();
    InetAddress address =
        own.getAddress().isAnyLocalAddress()
            ? configuration().cluster().orElseThrow().bind().getAddress()
            : own.getAddress();
    return web.scheme() + "://" + IpText.of(new InetSocketAddress(address, own.getPort()));
  }

  /** Nothing is left running where there is nowhere to listen. */
  private Web web(Sources sources, Serving serving) throws CannotListenException, IOException {
    Lifecycle lifecycle =
        new Lifecycle(() -> ready, reloads::configuration, serving.lifecycle(), reloads::reload);
    WebConfig config = sources.web().map(web -> web.first().config()).orElse(WebConfig.NONE);
    try {
      return Web.start(
          serving.listen(),
          config,
          history,
          new Scrape(metrics::write),
          requested,
          lifecycle,
          fellows());
    } catch (CannotListenException e) {
      reloads.close();
      timetable.close();
      self.close();
      throw e;
    }
  }

  private Fellows fellows() {
    return membership
        .<Fellows>map(one -> new FellowAgents(one, () -> configuration().checks()))
        .orElse(Fellows.NONE);
  }

  private void watch(Sources sources) {
    int checks = share.configured(reloads.configuration().checks()).added().size();
    membership.ifPresent(Membership::takesPart);
    ready = true;
    reloads.watch(
        sources.web().map(source -> new DoorFiles(source, web).watch()).stream().toList());
    String where = web.addresses().stream().map(Agent::text).collect(Collectors.joining(", "));
    String what = checks == 1 ? "1 check" : checks + " checks";
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
    roster.find(firing.check()).ifPresent(watched -> fire(watched, firing));
  }

  private void fire(Watched watched, Firing firing) {
    CheckRun run = watched.run();
    metrics.started(firing.lag());
    watched.unlessGone(() -> history.begins(firing.check(), firing.due()));
    if (firing.missed() > 0) {
      Round missed =
          Round.Skipped.unbegun(run.check(), firing.due(), Reason.MISSED, firing.missed());
      watched.unlessGone(() -> ended(missed));
    }
    Round round = run.fire(firing.due());
    watched.unlessGone(() -> ended(round));
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
            state.flatMap(CheckState::last).orElse(completed), told.orElseGet(completed::deciding));
      }
    }
  }

  /** A bug of ours in a round: said with its stack, counted, and the check shows it. */
  private void bug(String check, Throwable bug) {
    LOG.error("{}: internal error", check, bug);
    metrics.internalError();
    roster.find(check).ifPresent(watched -> watched.unlessGone(() -> failed(watched.run())));
  }

  private void failed(CheckRun run) {
    history
        .check(run.check().name())
        .ifPresent(state -> ended(run.failed(state.due(), "internal error")));
  }

  private Configuration configuration() {
    return reloads.configuration();
  }

  /** Loads the checks anew, and waits for the end of it; what came of it is in the log too. */
  public Reloaded reload() {
    return reloads.reload();
  }

  private boolean requestedEnd(Duration patience) throws InterruptedException {
    return requested.isEmpty() || requested.get().awaitEnd(patience);
  }

  /**
   * Hands its checks over where others share them, begins no more rounds, lets open dialogues end
   * with QUIT, then stops serving; takes at most some 10 s.
   */
  @Override
  public void close() throws IOException {
    ready = false;
    LOG.info("stopping, open dialogues may end");
    membership.ifPresent(Membership::handsOver);
    reloads.close();
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
    membership.ifPresent(Membership::close);
    timetable.close();
    web.close();
    self.close();
  }
}
