package io.visavis.training.fit.dual;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.visavis.inference.Emotion;
import io.visavis.inference.EmotionName;
import io.visavis.inference.feature.FeatureSpec;
import io.visavis.training.conversation.Conversation;
import io.visavis.training.conversation.Side;
import io.visavis.training.fit.MelAugmenter;
import io.visavis.training.net.ArrayOps;
import io.visavis.training.net.MotionNet;
import io.visavis.training.net.Weights;
import io.visavis.training.net.dual.Perception;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * Perceives conversations once, so that training need not do it at every step. Voices sound like
 * those of any room and microphone; now and then the partner is not heard, or not seen, or nobody
 * is there, to whom the face is another.
 */
final class Recorder {
  private static final double AUGMENTED = 0.6;
  private static final double ALONE = 0.12;
  private static final double UNHEARD = 0.08;
  private static final double UNSEEN = 0.12;
  private static final int MOTION = 55;

  private final Perception perception;
  private final Weights voice;
  private final FeatureSpec features;
  private final MelAugmenter augmenter;

  /** Perceives with the lips' network of those weights. */
  Recorder(MotionNet net, Weights voice, FeatureSpec features) {
    this.perception = new Perception(net);
    this.voice = voice;
    this.features = features;
    this.augmenter = new MelAugmenter(features);
  }

  /**
   * Both sides of a conversation.
   *
   * @param people names of the identities
   * @param seed of what is missing and how voices sound
   */
  List<Recording> record(Conversation conversation, List<String> people, long seed) {
    SplittableRandom random = new SplittableRandom(new Random(seed).nextLong());
    int frames = conversation.frames();
    List<float[]> mels = new ArrayList<>();
    for (Side side : conversation.sides()) {
      boolean augmented = random.nextDouble() < AUGMENTED;
      mels.add(
          Heard.mel(
              features,
              side.voice(),
              frames,
              rows -> {
                if (augmented) {
                  augmenter.apply(rows, random);
                }
              }));
    }
    float[] silence = Heard.mel(features, new float[0], frames, rows -> {});
    List<Recording> out = new ArrayList<>();
    for (int who = 0; who < 2; who++) {
      Side self = conversation.sides().get(who);
      Side partner = conversation.sides().get(1 - who);
      boolean alone = random.nextDouble() < ALONE;
      float[] heard = alone || random.nextDouble() < UNHEARD ? silence : mels.get(1 - who);
      boolean unseen = alone || random.nextDouble() < UNSEEN;
      float[] values = new float[frames * MOTION];
      float[] mask = new float[frames * MOTION];
      for (int n = 0; n < frames && !unseen; n++) {
        for (int c = 0; c < MOTION; c++) {
          values[n * MOTION + c] = partner.tracked().values()[n][c];
          mask[n * MOTION + c] = partner.tracked().seen()[n][c] ? 1 : 0;
        }
      }
      try (NDManager manager = NDManager.newBaseManager()) {
        ArrayOps ops = new ArrayOps(voice, 0);
        out.add(
            new Recording(
                frames,
                Recording.values(
                    perception.of(
                        ops,
                        sequence(manager, mels.get(who), 4 * frames),
                        sequence(manager, heard, 4 * frames),
                        sequence(manager, values, frames),
                        sequence(manager, mask, frames))),
                relation(self),
                emotion(self),
                people.indexOf(self.person().name()),
                flat(alone ? self.madeAlone() : self.made())));
      }
    }
    return out;
  }

  private static NDArray sequence(NDManager manager, float[] values, int frames) {
    return manager.create(values, new Shape(1, frames, values.length / frames));
  }

  private static float[] relation(Side side) {
    float[] out = new float[3];
    side.relation().write(out);
    return out;
  }

  /** Neutral first, as the runtime gives it. */
  private static float[] emotion(Side side) {
    int size = EmotionName.COUNT + 1;
    float[] out = new float[side.feelings().length * size];
    for (int n = 0; n < side.feelings().length; n++) {
      float[] felt = side.feelings()[n];
      out[n * size] = Emotion.neutral(felt);
      System.arraycopy(felt, 0, out, n * size + 1, EmotionName.COUNT);
    }
    return out;
  }

  private static float[] flat(float[][] face) {
    float[] out = new float[face.length * MOTION];
    for (int n = 0; n < face.length; n++) {
      System.arraycopy(face[n], 0, out, n * MOTION, MOTION);
    }
    return out;
  }
}
