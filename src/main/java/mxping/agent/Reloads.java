package mxping.agent;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import mxping.check.Cluster;
import mxping.check.Configuration;
import mxping.cluster.Membership;
import mxping.config.FileStamp;
import mxping.config.Loaded;
import mxping.courtesy.Lanes;
import mxping.metrics.Metrics;
import mxping.web.Reloaded;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads the configuration anew, when somebody asks for it and when its files have changed; one
 * reload at a time, on a thread of its own, so that rounds keep theirs. What cannot be used changes
 * nothing. Thread-safe.
 */
final class Reloads implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Reloads.class);
  private static final Duration TO_END = Duration.ofSeconds(2);

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("reload").factory());
  private final Sources.Checks source;
  private final Share share;
  private final Optional<Membership> membership;
  private final Lanes lanes;
  private final Metrics metrics;
  private final InstantSource clock;
  private volatile Configuration configuration;
  private volatile List<FileStamp> files;

  Reloads(
      Sources.Checks source,
      Share share,
      Optional<Membership> membership,
      Lanes lanes,
      Metrics metrics,
      InstantSource clock) {
    this.source = source;
    this.share = share;
    this.membership = membership;
    this.lanes = lanes;
    this.metrics = metrics;
    this.clock = clock;
    this.configuration = source.first().configuration();
    this.files = source.first().files();
  }

  /** What is in force. */
  Configuration configuration() {
    return configuration;
  }

  /** Loads the checks as they are now, and waits for the end of it. */
  Reloaded reload() {
    try {
      return CompletableFuture.supplyAsync(this::load, thread).join();
    } catch (RejectedExecutionException e) {
      return new Reloaded.Refused(List.of("the agent is stopping"));
    }
  }

  /**
   * Looks at files from now on, once a second.
   *
   * @param others besides those of the checks
   */
  void watch(List<Watch> others) {
    look(new Watch(() -> files, this::load));
    others.forEach(this::look);
  }

  @SuppressWarnings("FutureReturnValueIgnored") // a look tells all that becomes of it
  private void look(Watch watch) {
    long every = Watch.EVERY.toMillis();
    thread.scheduleWithFixedDelay(
        () -> {
          try {
            watch.look();
          } catch (Throwable bug) {
            failed(bug);
          }
        },
        every,
        every,
        TimeUnit.MILLISECONDS);
  }

  private Reloaded load() {
    long began = System.nanoTime();
    try {
      Reloaded reloaded =
          switch (source.again().get()) {
            case Loaded.Valid valid -> loaded(valid);
            case Loaded.Invalid invalid -> refused(invalid);
          };
      long millis = (System.nanoTime() - began) / 1_000_000;
      switch (reloaded) {
        case Reloaded.Done done -> LOG.info("reloaded in {} ms: {}", millis, done.changes());
        case Reloaded.Refused refused -> {
          LOG.error("not reloaded, the checks before go on: {}", count(refused.problems().size()));
          refused.problems().forEach(problem -> LOG.error("{}", problem));
        }
      }
      return reloaded;
    } catch (Throwable bug) {
      return failed(bug);
    }
  }

  private Reloaded loaded(Loaded.Valid valid) {
    return staysMember(valid.configuration())
        ? new Reloaded.Done(inForce(valid))
        : needsRestart(valid);
  }

  private boolean staysMember(Configuration now) {
    Optional<Cluster> before = configuration.cluster();
    return before.isEmpty()
        ? now.cluster().isEmpty()
        : now.cluster().filter(before.get()::sameButForWhatIsRead).isPresent();
  }

  private Reloaded needsRestart(Loaded.Valid valid) {
    files = valid.files();
    metrics.reloaded(false, clock.instant());
    return new Reloaded.Refused(List.of("cluster: changes only with a restart of the agent"));
  }

  private String inForce(Loaded.Valid valid) {
    Configuration before = configuration;
    Configuration now = valid.configuration();
    files = valid.files();
    configuration = now;
    boolean behaves = !before.manners().equals(now.manners());
    if (behaves) {
      lanes.behave(now.manners());
    }
    now.cluster().ifPresent(cluster -> membership.ifPresent(one -> one.reads(cluster.digest())));
    Changes changes = share.configured(now.checks());
    metrics.reloaded(true, clock.instant());
    return changes.words() + (behaves ? ", new manners under `probe`" : "");
  }

  /** What the file named that works is looked at too, for the mistake may be taken back. */
  private Reloaded refused(Loaded.Invalid invalid) {
    Map<Path, FileStamp> seen = new LinkedHashMap<>();
    files.forEach(file -> seen.put(file.path(), file.now()));
    invalid.files().forEach(file -> seen.put(file.path(), file));
    files = List.copyOf(seen.values());
    metrics.reloaded(false, clock.instant());
    return new Reloaded.Refused(invalid.problems().stream().map(Object::toString).toList());
  }

  /** Not tried again until somebody touches a file. */
  private Reloaded failed(Throwable bug) {
    files = files.stream().map(FileStamp::now).toList();
    LOG.error("internal error while loading the configuration", bug);
    metrics.internalError();
    metrics.reloaded(false, clock.instant());
    return new Reloaded.Refused(List.of("internal error, see the log"));
  }

  private static String count(int problems) {
    return problems == 1 ? "1 problem" : problems + " problems";
  }

  /** Loads nothing any more; what is being loaded is waited for. */
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(TO_END.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("a reload goes on while the agent stops");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
