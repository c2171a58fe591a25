package io.visavis.training.fit;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import io.visavis.inference.feature.FeatureSpec;
import io.visavis.training.net.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;

/**
 * Trains a network. A second thread makes batches ahead. Everything is drawn from the number of the
 * step, so an interrupted run goes on from its checkpoint as if it had not stopped.
 *
 * @param <B> a batch
 */
public final class Fitter<B> {
  /**
   * How to train.
   *
   * @param steps in all
   * @param rate highest learning rate
   * @param saveEvery steps between checkpoints
   */
  public record Settings(int steps, double rate, int saveEvery, long seed) {}

  /**
   * What a step was like.
   *
   * @param shown the figures of its loss
   * @param norm of the gradient
   */
  record Step(Map<String, Double> shown, double norm) {}

  private static final int LOG_EVERY = 25;

  /** How much of a figure's running mean stays a step. */
  private static final double STAYS = 0.97;

  private final Task<B> task;
  private final Settings settings;
  private final Consumer<String> log;

  public Fitter(Task<B> task, Settings settings, Consumer<String> log) {
    this.task = task;
    this.settings = settings;
    this.log = log;
  }

  /**
   * Trains to the end.
   *
   * @param features for the checkpoint
   * @param checkpoint read when it is there, written as training goes on
   */
  public void fit(FeatureSpec features, Path checkpoint) throws IOException {
    fit(features, checkpoint, Map.of());
  }

  /**
   * Trains to the end.
   *
   * @param known weights to begin with, by name, where there is no checkpoint yet
   */
  public void fit(FeatureSpec features, Path checkpoint, Map<String, float[]> known)
      throws IOException {
    try (NDManager manager = NDManager.newBaseManager()) {
      Weights weights = new Weights(manager, settings.seed(), known);
      AdamW adam = new AdamW(manager);
      int step = 0;
      if (Files.exists(checkpoint)) {
        Checkpoint saved = Checkpoint.read(checkpoint);
        step = saved.progress().step();
        weights = saved.weights(manager);
        try (NDManager sub = manager.newSubManager()) {
          adam.restore(saved.moments(sub));
        }
        log.accept("Going on after step " + step + ".");
      }
      run(features, weights, adam, manager, step, checkpoint);
    }
  }

  private void run(
      FeatureSpec features,
      Weights weights,
      AdamW adam,
      NDManager manager,
      int firstStep,
      Path checkpoint)
      throws IOException {
    Schedule schedule = new Schedule(settings.rate(), settings.steps());
    BlockingQueue<B> ahead = new ArrayBlockingQueue<>(2);
    Thread producer = producer(firstStep, ahead);
    Map<String, Double> means = new LinkedHashMap<>();
    long begun = System.nanoTime();
    try {
      for (int step = firstStep; step < settings.steps(); step++) {
        Step made = step(task, weights, adam, manager, ahead.take(), step, schedule);
        sweep(manager, weights, adam);
        int done = step + 1;
        if (!Double.isFinite(made.norm())) {
          throw new IOException(
              "Training diverged at step " + done + "; a lower learning rate may help.");
        }
        made.shown().forEach((name, value) -> follow(means, name, value));
        follow(means, "gradient", made.norm());
        if (done % LOG_EVERY == 0 || done == settings.steps()) {
          double each = (System.nanoTime() - begun) / 1e9 / (done - firstStep);
          log.accept(line(done, means, each));
        }
        if (done % settings.saveEvery() == 0 || done == settings.steps()) {
          Checkpoint.Progress progress =
              new Checkpoint.Progress(done, settings.steps(), features.prior(), features.scale());
          Checkpoint.write(checkpoint, progress, weights, adam.state());
          log.accept("Saved after step " + done + ".");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Training was interrupted; the same command goes on.", e);
    } finally {
      producer.interrupt();
    }
  }

  private static void follow(Map<String, Double> means, String name, double value) {
    means.merge(name, value, (old, now) -> STAYS * old + (1 - STAYS) * now);
  }

  private String line(int done, Map<String, Double> means, double seconds) {
    StringBuilder line = new StringBuilder("step %5d of %d".formatted(done, settings.steps()));
    means.forEach(
        (name, value) -> line.append(String.format(Locale.ROOT, "  %s %.4g", name, value)));
    double left = seconds * (settings.steps() - done) / 60;
    return line + String.format(Locale.ROOT, "  %.2f s a step, %.0f minutes left", seconds, left);
  }

  /** One step of the optimiser. */
  static <B> Step step(
      Task<B> task,
      Weights weights,
      AdamW adam,
      NDManager manager,
      B batch,
      int step,
      Schedule schedule) {
    try (NDManager sub = manager.newSubManager()) {
      Map<String, Double> shown = new LinkedHashMap<>();
      // Dropout too is drawn from the step's number.
      Engine.getInstance().setRandomSeed(step);
      try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
        Task.Loss loss = task.loss(weights, batch, sub);
        collector.backward(loss.total());
        loss.shown().forEach((name, value) -> shown.put(name, (double) value.getFloat()));
      }
      return new Step(shown, adam.update(weights.all(), step + 1, schedule.rate(step)));
    }
  }

  /** Closes the handles that a gradient collector leaves on the manager of the weights. */
  private static void sweep(NDManager manager, Weights weights, AdamW adam) {
    Set<NDArray> kept = Collections.newSetFromMap(new IdentityHashMap<>());
    kept.addAll(weights.all().values());
    kept.addAll(adam.state());
    for (NDArray array : manager.getManagedArrays()) {
      if (!kept.contains(array)) {
        array.close();
      }
    }
  }

  private Thread producer(int firstStep, BlockingQueue<B> ahead) {
    return Thread.ofPlatform()
        .daemon()
        .name("batches")
        .start(
            () -> {
              try {
                for (int step = firstStep; step < settings.steps(); step++) {
                  ahead.put(task.batch(step));
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
  }
}
