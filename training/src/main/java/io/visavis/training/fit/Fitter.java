package io.visavis.training.fit;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.visavis.inference.feature.FeatureSpec;
import io.visavis.training.net.MotionNet;
import io.visavis.training.net.Objective;
import io.visavis.training.net.Weights;
import io.visavis.training.target.Articulator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;

/**
 * Trains the motion network. A second thread makes batches ahead. Everything is drawn from the
 * number of the step, so an interrupted run goes on from its checkpoint as if it had not stopped.
 */
public final class Fitter {
  /**
   * How to train.
   *
   * @param steps in all
   * @param batch clips of four seconds a step
   * @param rate highest learning rate
   * @param closure how many times frames of p b m count
   * @param saveEvery steps between checkpoints
   */
  public record Settings(
      int steps, int batch, double rate, float closure, int saveEvery, long seed) {
    public static Settings standard() {
      return new Settings(12_000, 32, 1.5e-3, 4, 50, 1);
    }
  }

  private static final int ROOMS = 96;
  private static final int STATISTICS_CLIPS = 200;
  private static final int BABBLE_VOICES = 60;

  /** So many steps may be skipped. */
  private static final int MAX_LOST = 20;

  private final MotionNet net;
  private final Settings settings;
  private final Consumer<String> log;

  public Fitter(MotionNet net, Settings settings, Consumer<String> log) {
    this.net = net;
    this.settings = settings;
    this.log = log;
  }

  /**
   * Trains to the end.
   *
   * @param checkpoint read when it is there, written as training goes on
   */
  public void fit(List<Clip> clips, Path checkpoint) throws IOException {
    FeatureSpec standard = FeatureSpec.standard();
    Augmenter augmenter =
        new Augmenter(
            new Rooms(ROOMS, BatchSource.SAMPLES, settings.seed()),
            new Noises(babble(clips), settings.seed()),
            standard);
    try (NDManager manager = NDManager.newBaseManager()) {
      Weights weights = new Weights(manager, settings.seed());
      AdamW adam = new AdamW(manager);
      FeatureSpec features;
      int step = 0;
      if (Files.exists(checkpoint)) {
        Checkpoint saved = Checkpoint.read(checkpoint);
        Checkpoint.Progress p = saved.progress();
        step = p.step();
        weights = saved.weights(manager);
        features = standard.withPrior(p.prior(), p.scale());
        try (NDManager sub = manager.newSubManager()) {
          adam.restore(saved.moments(sub));
        }
        log.accept("Going on after step " + step + ".");
      } else {
        BatchSource plain = new BatchSource(clips, augmenter, standard, settings.seed());
        float[] s = plain.statistics(STATISTICS_CLIPS);
        features =
            standard.withPrior(java.util.Arrays.copyOf(s, standard.bands()), s[standard.bands()]);
      }
      BatchSource source = new BatchSource(clips, augmenter, features, settings.seed());
      run(source, features, weights, adam, manager, step, checkpoint);
    }
  }

  private void run(
      BatchSource source,
      FeatureSpec features,
      Weights weights,
      AdamW adam,
      NDManager manager,
      int firstStep,
      Path checkpoint)
      throws IOException {
    Objective objective = new Objective(net, settings.closure());
    Schedule schedule = new Schedule(settings.rate(), settings.steps());
    BlockingQueue<Batch> ahead = new ArrayBlockingQueue<>(2);
    Thread producer = producer(source, firstStep, ahead);
    double[] mean = new double[3];
    int lost = 0;
    long begun = System.nanoTime();
    try {
      for (int step = firstStep; step < settings.steps(); step++) {
        Batch batch = ahead.take();
        double[] parts = step(objective, weights, adam, manager, batch, step, schedule);
        sweep(manager, weights, adam);
        if (!Double.isFinite(parts[2])) {
          log.accept("step " + (step + 1) + " is skipped: its gradient is not a number");
          if (++lost > MAX_LOST) {
            throw new IOException(
                "Training diverged at step " + (step + 1) + "; a lower learning rate may help.");
          }
          continue;
        }
        for (int k = 0; k < parts.length; k++) {
          mean[k] = step == firstStep ? parts[k] : 0.97 * mean[k] + 0.03 * parts[k];
        }
        int done = step + 1;
        if (done % 25 == 0 || done == settings.steps()) {
          double seconds = (System.nanoTime() - begun) / 1e9;
          double left = seconds / (done - firstStep) * (settings.steps() - done);
          log.accept(
              String.format(
                  Locale.ROOT,
                  "step %5d of %d  motion %.5f  phones %.3f  gradient %.2f  %.2f s a step, %.0f"
                      + " minutes left",
                  done,
                  settings.steps(),
                  mean[0],
                  mean[1],
                  mean[2],
                  seconds / (done - firstStep),
                  left / 60));
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

  /**
   * One step of the optimiser.
   *
   * @return the motion part and the phone part of the loss, and the norm of the gradient
   */
  static double[] step(
      Objective objective,
      Weights weights,
      AdamW adam,
      NDManager manager,
      Batch batch,
      int step,
      Schedule schedule) {
    try (NDManager sub = manager.newSubManager()) {
      int bands = batch.mel().length / (batch.size() * batch.frames() * 4);
      NDArray mel = sub.create(batch.mel(), new Shape(batch.size(), 4L * batch.frames(), bands));
      NDArray motion =
          sub.create(batch.motion(), new Shape(batch.size(), batch.frames(), Articulator.COUNT));
      NDArray phones = sub.create(batch.phones(), new Shape(batch.size(), batch.frames()));
      double[] parts;
      // Dropout too is drawn from the step's number.
      Engine.getInstance().setRandomSeed(step);
      try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
        Objective.Loss loss = objective.loss(weights, mel, motion, phones, true);
        collector.backward(loss.total());
        parts = new double[] {loss.motion().getFloat(), loss.phones().getFloat()};
      }
      double norm = adam.update(weights.all(), step + 1, schedule.rate(step));
      return new double[] {parts[0], parts[1], norm};
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

  private Thread producer(BatchSource source, int firstStep, BlockingQueue<Batch> ahead) {
    return Thread.ofPlatform()
        .daemon()
        .name("batches")
        .start(
            () -> {
              try {
                for (int step = firstStep; step < settings.steps(); step++) {
                  ahead.put(source.batch(step, settings.batch()));
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
  }

  private static List<float[]> babble(List<Clip> clips) {
    List<float[]> voices = new ArrayList<>();
    int stride = Math.max(1, clips.size() / BABBLE_VOICES);
    for (int i = 0; i < clips.size(); i += stride) {
      voices.add(clips.get(i).utterance().samples());
    }
    return voices;
  }
}
