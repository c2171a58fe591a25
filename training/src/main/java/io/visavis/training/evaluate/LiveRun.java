package io.visavis.training.evaluate;

import io.visavis.inference.MotionBatch;
import io.visavis.inference.MotionStream;
import io.visavis.inference.audio.Resampler;
import io.visavis.inference.model.MotionModel;
import io.visavis.inference.model.Role;
import io.visavis.training.speech.Utterance;
import java.util.List;
import java.util.function.ObjIntConsumer;

/**
 * A model as the server runs it: both voices at 48 kHz, the partner's face, one frame a step. The
 * voice activity of the server decides who speaks.
 *
 * @param own 16 kHz
 * @param other the partner's, 16 kHz
 * @param tracked [frames][size of the space] the partner's face
 * @param seen [frames][size of the space] what of it is seen
 */
record LiveRun(float[] own, float[] other, float[][] tracked, boolean[][] seen) {
  private static final int RATE = 48_000;

  /** Samples of a frame. */
  static final int SAMPLES = RATE / 25;

  /**
   * The face.
   *
   * @param seed of its draw of chance
   * @param control gets the stream before each frame
   * @return [frames][size of the space]
   */
  float[][] face(MotionModel model, long seed, ObjIntConsumer<MotionStream> control) {
    float[] own48 = Resampler.resample(own, Utterance.RATE, RATE);
    float[] other48 = Resampler.resample(other, Utterance.RATE, RATE);
    MotionStream stream = new MotionStream(model, seed);
    boolean sees = model.card().hears(Role.PARTNER_MOTION);
    float[][] out = new float[tracked.length][];
    int given = 0;
    try (MotionBatch batch = new MotionBatch(model, 1)) {
      for (int n = 0; n < out.length; n++) {
        control.accept(stream, n);
        if (sees) {
          stream.partnerMotion(n / 25.0, tracked[n], seen[n]);
        }
        while (!stream.ready()) {
          stream.self(piece(own48, given), 0, SAMPLES);
          stream.partner(piece(other48, given), 0, SAMPLES);
          given += SAMPLES;
        }
        batch.step(List.of(stream));
        out[n] = stream.motion().clone();
      }
      batch.release(stream);
    }
    return out;
  }

  /** The next samples; silence after the end. */
  private static float[] piece(float[] voice, int at) {
    float[] piece = new float[SAMPLES];
    int length = Math.min(SAMPLES, voice.length - at);
    if (length > 0) {
      System.arraycopy(voice, at, piece, 0, length);
    }
    return piece;
  }
}
