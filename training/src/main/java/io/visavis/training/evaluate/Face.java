package io.visavis.training.evaluate;

import io.visavis.avatar.motion.ArkitChannel;
import io.visavis.inference.Control;
import io.visavis.inference.MotionBatch;
import io.visavis.inference.MotionStream;
import io.visavis.inference.audio.Resampler;
import io.visavis.inference.model.MotionModel;
import io.visavis.training.speech.Utterance;
import java.util.ArrayList;
import java.util.List;

/** Runs a voice through a model as the server does: 48 kHz in pieces, one frame a step. */
public final class Face {
  private static final int RATE = 48_000;
  private static final int PIECE = 480;

  private final MotionModel model;

  public Face(MotionModel model) {
    this.model = model;
  }

  /**
   * The motion of a voice.
   *
   * @param voice mono at {@link Utterance#RATE}
   * @return ceil(25 seconds) frames of 55 values
   */
  public float[][] follow(float[] voice) {
    return follow(voice, List.of(Mood.NEUTRAL)).getFirst();
  }

  /** The motion of a voice in each of some moods. */
  List<float[][]> follow(float[] voice, List<Mood> moods) {
    float[] pcm = Resampler.resample(voice, Utterance.RATE, RATE);
    int frames = (int) ((25L * voice.length + Utterance.RATE - 1) / Utterance.RATE);
    List<MotionStream> streams = new ArrayList<>();
    List<float[][]> out = new ArrayList<>();
    for (Mood mood : moods) {
      MotionStream stream = new MotionStream(model, 1, MotionStream.Partner.ABSENT);
      stream.control(new Control.SetEmotion(mood.emotion()), 0);
      stream.control(new Control.SetRelation(mood.relation()), 0);
      streams.add(stream);
      out.add(new float[frames][]);
    }
    float[] silence = new float[PIECE];
    int at = 0;
    int n = 0;
    try (MotionBatch batch = new MotionBatch(model, moods.size())) {
      while (n < frames) {
        boolean spoken = at < pcm.length;
        int length = spoken ? Math.min(PIECE, pcm.length - at) : PIECE;
        for (MotionStream stream : streams) {
          stream.self(spoken ? pcm : silence, spoken ? at : 0, length);
        }
        at += length;
        while (n < frames && streams.getFirst().ready()) {
          batch.step(streams);
          for (int k = 0; k < streams.size(); k++) {
            out.get(k)[n] = streams.get(k).motion().clone();
          }
          n++;
        }
      }
    }
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
}
