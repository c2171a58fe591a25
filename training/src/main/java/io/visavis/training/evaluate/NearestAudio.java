package io.visavis.training.evaluate;

import io.visavis.inference.feature.FeatureSpec;
import io.visavis.inference.feature.LogMel;
import io.visavis.training.conversation.Conversation;
import io.visavis.training.conversation.Side;
import io.visavis.training.speech.Utterance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A baseline as in Learning to Listen (Ng et al. 2022): of each second, the true face of that
 * second of the training whose voice sounds most like it.
 */
final class NearestAudio implements Mover {
  /** Frames of a stretch. */
  private static final int STRETCH = 25;

  /** From one stretch of the training to the next. */
  private static final int STEP = 5;

  /** Parts of a stretch that are compared. */
  private static final int PARTS = 5;

  private static final int HOPS = 4;

  /**
   * A stretch of the training.
   *
   * @param sound [PARTS * bands]
   */
  private record Stretch(float[] sound, float[][] face, int first) {}

  private final List<Stretch> stretches = new ArrayList<>();

  /** Remembers conversations. */
  NearestAudio(List<Conversation> training) {
    for (Conversation conversation : training) {
      for (Side side : conversation.sides()) {
        float[][] mel = mel(side);
        for (int n = 0; n + STRETCH <= side.face().length; n += STEP) {
          stretches.add(new Stretch(sound(mel, n), side.face(), n));
        }
      }
    }
  }

  @Override
  public String name() {
    return "nearest audio";
  }

  @Override
  public float[][] move(Conversation conversation, int who) {
    float[][] mel = mel(conversation.sides().get(who));
    float[][] out = new float[conversation.frames()][];
    for (int n = 0; n < out.length; n += STRETCH) {
      Stretch nearest = nearest(sound(mel, n));
      for (int i = 0; i < STRETCH && n + i < out.length; i++) {
        out[n + i] = nearest.face()[nearest.first() + i];
      }
    }
    return out;
  }

  private Stretch nearest(float[] sound) {
    Stretch nearest = stretches.getFirst();
    float least = Float.MAX_VALUE;
    for (Stretch stretch : stretches) {
      float distance = 0;
      for (int i = 0; i < sound.length && distance < least; i++) {
        float d = sound[i] - stretch.sound()[i];
        distance += d * d;
      }
      if (distance < least) {
        least = distance;
        nearest = stretch;
      }
    }
    return nearest;
  }

  /** Log-mel frames, silence at the end so that every stretch is whole. */
  private static float[][] mel(Side side) {
    int samples = (side.face().length + STRETCH) * (Utterance.RATE / 25);
    return LogMel.ofClip(
        FeatureSpec.standard(), Utterance.RATE, Arrays.copyOf(side.voice(), samples));
  }

  private static float[] sound(float[][] mel, int frame) {
    int bands = mel[0].length;
    int hops = HOPS * STRETCH / PARTS;
    float[] out = new float[PARTS * bands];
    for (int p = 0; p < PARTS; p++) {
      for (int k = 0; k < hops; k++) {
        float[] row = mel[Math.min(mel.length - 1, HOPS * frame + p * hops + k)];
        for (int b = 0; b < bands; b++) {
          out[p * bands + b] += row[b] / hops;
        }
      }
    }
    return out;
  }
}
