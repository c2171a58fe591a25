package io.visavis.server.offline;

import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.inference.Control;
import io.visavis.inference.Emotion;
import io.visavis.inference.MotionBatch;
import io.visavis.inference.MotionStream;
import io.visavis.inference.model.MotionModel;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class OfflineAnimatorTest {
  @Test
  void shouldMakeAFrameForEveryBeginning40Milliseconds() {
    assertThat(OfflineAnimator.frames(16_000, 16_000)).isEqualTo(25);
    assertThat(OfflineAnimator.frames(16_001, 16_000)).isEqualTo(26);
    assertThat(OfflineAnimator.frames(1, 44_100)).isEqualTo(1);
    assertThat(OfflineAnimator.frames(44_100L * 3_600, 44_100)).isEqualTo(90_000);
  }

  @Test
  void shouldMoveAsALiveStreamDoes() throws IOException {
    float[] self = voice(1);
    float[] partner = voice(2);
    Control happy = new Control.SetEmotion(Emotion.parse("happy=2"));
    List<TimedControl> controls = List.of(new TimedControl(0.7, happy));
    List<float[]> offline = new ArrayList<>();
    List<float[]> live = new ArrayList<>();
    try (MotionModel model = model()) {
      List<String> notes =
          OfflineAnimator.run(
              model,
              new OfflineAnimator.Input(self, 50, partner, List.of(), controls, 7),
              (n, stream) -> {
                assertThat(n).isEqualTo(offline.size());
                offline.add(stream.motion().clone());
              });
      assertThat(notes).hasSize(1).first().asString().contains("does not hear emotion");
      MotionStream stream = new MotionStream(model, 7);
      try (MotionBatch batch = new MotionBatch(model, 2)) {
        for (int at = 0; live.size() < 50; at += 480) {
          stream.self(self, at, 480);
          stream.partner(partner, at, 480);
          if (at == 24_000) { // the control arrives ahead of its time
            stream.control(happy, 33_600);
          }
          if (stream.ready()) {
            batch.step(List.of(stream));
            live.add(stream.motion().clone());
          }
        }
      }
    }
    assertThat(offline).hasSize(50);
    for (int n = 0; n < 50; n++) {
      assertThat(offline.get(n)).isEqualTo(live.get(n));
    }
  }

  @Test
  void shouldMakeEveryFrameOfAVoiceWithoutAPartner() throws IOException {
    int[] frames = {0};
    try (MotionModel model = model()) {
      OfflineAnimator.run(
          model,
          new OfflineAnimator.Input(new float[100], 1, null, List.of(), List.of(), 0),
          (n, stream) -> frames[0]++);
    }
    assertThat(frames[0]).isEqualTo(1);
  }

  static MotionModel model() throws IOException {
    try (InputStream in = OfflineAnimatorTest.class.getResourceAsStream("random-weights.onnx")) {
      return MotionModel.open(Objects.requireNonNull(in).readAllBytes(), "random-weights");
    }
  }

  private static float[] voice(int seed) {
    float[] x = new float[50 * 1_920 + 9_600];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) (0.2 * Math.sin(i * 0.02 * seed) * Math.sin(i * 0.0005));
    }
    return x;
  }
}
