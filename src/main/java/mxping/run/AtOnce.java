package mxping.run;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Several pieces of blocking work done at once, each on a virtual thread. */
final class AtOnce {
  private AtOnce() {}

  /**
   * The results of {@code work} on each of {@code inputs}, in their order, once all are there; a
   * single one is done on the caller's thread, whose stack is kept small: it is held as long as a
   * host keeps us waiting.
   */
  static <A, B> List<B> each(List<A> inputs, Function<A, B> work) {
    if (inputs.size() == 1) {
      return List.of(work.apply(inputs.getFirst()));
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<CompletableFuture<B>> results = new ArrayList<>();
      for (A input : inputs) {
        results.add(CompletableFuture.supplyAsync(() -> work.apply(input), threads));
      }
      return results.stream().map(CompletableFuture::join).toList();
    }
  }
}
