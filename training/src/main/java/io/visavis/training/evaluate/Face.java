package io.visavis.training.evaluate;

import io.visavis.avatar.motion.ArkitChannel;
import io.visavis.inference.MotionBatch;
import io.visavis.inference.MotionStream;
import io.visavis.inference.audio.Resampler;
import io.visavis.inference.model.MotionModel;
import io.visavis.training.speech.Utterance;
import java.util.List;

/** Runs a voice through a model as the server does: 48 kHz in pieces, one frame a step. */
public final class Face implements AutoCloseable {
  private static final int RATE = 48_000;
  private static final int PIECE = 480;

  private final MotionModel model;
  private final MotionBatch batch;

  public Face(MotionModel model) {
    this.model = model;
    this.batch = new MotionBatch(model, 1);
  }

  /**
   * The motion of a voice.
   *
   * @param voice mono at {@link Utterance#RATE}
   * @return ceil(25 seconds) frames of 55 values
   */
  public float[][] follow(float[] voice) {
    float[] pcm = Resampler.resample(voice, Utterance.RATE, RATE);
    int frames = (int) ((25L * voice.length + Utterance.RATE - 1) / Utterance.RATE);
    float[][] out = new float[frames][];
    MotionStream stream = new MotionStream(model, 1, MotionStream.Partner.ABSENT);
    float[] silence = new float[PIECE];
    List<MotionStream> one = List.of(stream);
    int at = 0;
    int n = 0;
    while (n < frames) {
      if (at < pcm.length) {
        int length = Math.min(PIECE, pcm.length - at);
        stream.self(pcm, at, length);
        at += length;
      } else {
        stream.self(silence, 0, PIECE);
      }
      while (n < frames && stream.ready()) {
        batch.step(one);
        out[n++] = stream.motion().clone();
      }
    }
    batch.release(stream);
    return out;
  }

  /** The opening between the lips of an arkit frame. */
  public static double opening(float[] m) {
    double lips =
        0.5
            * (at(m, ArkitChannel.MOUTH_LOWER_DOWN_LEFT)
                + at(m, ArkitChannel.MOUTH_LOWER_DOWN_RIGHT)
                + at(m, ArkitChannel.MOUTH_UPPER_UP_LEFT)
                + at(m, ArkitChannel.MOUTH_UPPER_UP_RIGHT));
    return Math.max(
        0, at(m, ArkitChannel.JAW_OPEN) - at(m, ArkitChannel.MOUTH_CLOSE) + 0.35 * lips);
  }

  private static float at(float[] m, ArkitChannel c) {
    return m[c.ordinal()];
  }

  @Override
  public void close() {
    batch.close();
  }
}
