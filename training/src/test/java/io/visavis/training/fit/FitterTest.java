package io.visavis.training.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.visavis.inference.feature.FeatureSpec;
import io.visavis.training.net.ArrayOps;
import io.visavis.training.net.MotionNet;
import io.visavis.training.net.Objective;
import io.visavis.training.net.Weights;
import io.visavis.training.speech.Phone;
import io.visavis.training.speech.Segment;
import io.visavis.training.speech.Utterance;
import io.visavis.training.target.Articulator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FitterTest {
  private static final MotionNet TINY = new MotionNet(40, 24, 1);

  @TempDir Path dir;

  @Test
  void shouldOverfitOneBatch() {
    // Every fourth mel frame says in its own band which articulators to move.
    int frames = 12;
    SplittableRandom random = new SplittableRandom(2);
    float[] mel = new float[2 * 4 * frames * 40];
    float[] motion = new float[2 * frames * Articulator.COUNT];
    long[] phones = new long[2 * frames];
    for (int n = 0; n < 2 * frames; n++) {
      int k = random.nextInt(4);
      phones[n] = k;
      for (int i = 0; i < 4; i++) {
        mel[(4 * n + i) * 40 + 7 * k] = 4;
      }
      motion[n * Articulator.COUNT + k] = 0.7f;
    }
    Batch batch = new Batch(mel, motion, phones, 2, frames);
    try (NDManager manager = NDManager.newBaseManager()) {
      Weights weights = new Weights(manager, 1);
      AdamW adam = new AdamW(manager);
      Objective objective = new Objective(TINY, 1);
      Schedule schedule = new Schedule(1e-2, 100);
      Map<String, Double> first = step(objective, weights, adam, manager, batch, 0, schedule);
      Map<String, Double> last = first;
      for (int step = 1; step < 100; step++) {
        last = step(objective, weights, adam, manager, batch, step, schedule);
      }
      assertThat(last.get("motion")).isLessThan(0.15 * first.getOrDefault("motion", 0.0));
      assertThat(last.get("phones")).isLessThan(0.3 * first.getOrDefault("phones", 0.0));
    }
  }

  private static Map<String, Double> step(
      Objective objective,
      Weights weights,
      AdamW adam,
      NDManager manager,
      Batch batch,
      int step,
      Schedule schedule) {
    Task<Batch> task =
        new Task<>() {
          @Override
          public Batch batch(int number) {
            return batch;
          }

          @Override
          public Loss loss(Weights w, Batch b, NDManager m) {
            return LipsTask.loss(objective, w, b, m);
          }
        };
    return Fitter.step(task, weights, adam, manager, batch, step, schedule).shown();
  }

  @Test
  void shouldGoOnFromACheckpointAsIfItHadNotStopped() throws IOException {
    List<Clip> clips = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      clips.add(Clip.of(tone(i)));
    }
    Path straight = dir.resolve("straight");
    Path interrupted = dir.resolve("interrupted");

    training(settings(4, 4), m -> {}).fit(clips, straight);
    LipsTraining stopped =
        training(
            settings(4, 2),
            message -> {
              if (message.equals("Saved after step 2.")) {
                throw new CancellationException(message);
              }
            });
    assertThatThrownBy(() -> stopped.fit(clips, interrupted))
        .isInstanceOf(CancellationException.class);
    training(settings(4, 2), m -> {}).fit(clips, interrupted);

    try (NDManager manager = NDManager.newBaseManager()) {
      var a = Checkpoint.read(straight).weights(manager).all();
      var b = Checkpoint.read(interrupted).weights(manager).all();
      a.forEach(
          (name, array) ->
              assertThat(java.util.Objects.requireNonNull(b.get(name)).toFloatArray())
                  .as(name)
                  .isEqualTo(array.toFloatArray()));
    }
  }

  @Test
  void shouldSayThatItDiverged() {
    Task<Float> task =
        new Task<>() {
          @Override
          public Float batch(int number) {
            return number < 2 ? 1 : Float.NaN;
          }

          @Override
          public Loss loss(Weights w, Float b, NDManager m) {
            NDArray x = m.create(b).reshape(1, 1, 1);
            return new Loss(new ArrayOps(w, 0).linear(x, "w", 1, 1).sum(), Map.of());
          }
        };

    assertThatThrownBy(
            () ->
                new Fitter<>(task, settings(4, 4), m -> {})
                    .fit(FeatureSpec.standard(), dir.resolve("diverged")))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("Training diverged at step 3;");
  }

  private static Fitter.Settings settings(int steps, int saveEvery) {
    return new Fitter.Settings(steps, 1e-3, saveEvery, 3);
  }

  private static LipsTraining training(Fitter.Settings settings, Consumer<String> log) {
    return new LipsTraining(TINY, 4, 2, settings, log);
  }

  private static Utterance tone(int k) {
    float[] x = new float[5 * Utterance.RATE];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) (0.3 * Math.sin(2 * Math.PI * (200 + 150 * k) * i / Utterance.RATE));
    }
    return Utterance.of(
        "flite-rms", x, List.of(new Segment(0, 2, Phone.AA), new Segment(2, 5, Phone.M)));
  }
}
