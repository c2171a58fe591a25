package io.visavis.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What all cores do at once, against one of them: as many times as there are cores where each has
 * arithmetic of its own, less where they share it, as the two threads of one physical core do.
 *
 * @param threads at once, one a core
 * @param one work a second of one thread alone
 * @param all work a second of all together
 */
public record Together(int threads, double one, double all) {
  private static final double SECONDS = 0.5;

  /**
   * Measures one thread and all in turn; medians.
   *
   * @param worker makes the work of one thread, on that thread; the work says how much it did
   */
  public static Together measure(int rounds, Supplier<LongSupplier> worker) {
    int cores = Runtime.getRuntime().availableProcessors();
    double[] one = new double[rounds];
    double[] all = new double[rounds];
    for (int round = 0; round < rounds; round++) {
      one[round] = rate(1, worker);
      all[round] = rate(cores, worker);
    }
    return new Together(cores, median(one), median(all));
  }

  /** How many times one thread's work all do. */
  public double ratio() {
    return all / one;
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }

  private static double rate(int threads, Supplier<LongSupplier> worker) {
    CyclicBarrier start = new CyclicBarrier(threads);
    List<Callable<Double>> tasks = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      tasks.add(() -> rate(start, worker.get()));
    }
    double sum = 0;
    try (var executor = Executors.newFixedThreadPool(threads)) {
      for (Future<Double> rate : executor.invokeAll(tasks)) {
        sum += rate.get();
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("A measurement was interrupted.", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("A measurement failed.", e.getCause());
    }
    return sum;
  }

  private static double rate(CyclicBarrier start, LongSupplier work) throws Exception {
    var _ = work.getAsLong();
    // One that failed never comes.
    start.await(1, TimeUnit.MINUTES);
    long begun = System.nanoTime();
    long done = 0;
    long now = begun;
    while (now - begun < 1e9 * SECONDS) {
      done += work.getAsLong();
      now = System.nanoTime();
    }
    return 1e9 * done / (now - begun);
  }
}
