package io.visavis.training.fit.dual;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.visavis.avatar.motion.MotionSpace;
import io.visavis.inference.feature.FeatureSpec;
import io.visavis.training.fit.MelAugmenter;
import io.visavis.training.net.ArrayOps;
import io.visavis.training.net.Weights;
import io.visavis.training.net.dual.Perception;
import io.visavis.training.net.dual.Senses;
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

  /** Signal to noise of a voice whose melody is heard, dB. */
  private static final double NOISIEST = 8;

  private static final double QUIETEST = 35;

  private final int size;
  private final Perception perception;
  private final Weights voice;
  private final FeatureSpec features;
  private final MelAugmenter augmenter;

  /** Perceives voices with those ears, and faces of that space. */
  Recorder(Ears ears, MotionSpace space) {
    this.size = space.size();
    this.perception = new Perception(ears.net(), space);
    this.voice = ears.weights();
    this.features = ears.features();
    this.augmenter = new MelAugmenter(features);
  }

  /**
   * Both sides of a conversation.
   *
   * @param two the speakers, of as many frames each
   * @param seed of what is missing and how voices sound
   */
  List<Recording> record(List<Speaker> two, long seed) {
    SplittableRandom random = new SplittableRandom(new Random(seed).nextLong());
    int frames = two.getFirst().frames();
    List<Sound> sounds = new ArrayList<>();
    for (Speaker speaker : two) {
      sounds.add(sound(speaker.voice(), frames, random));
    }
    List<Recording> out = new ArrayList<>();
    for (int who = 0; who < 2; who++) {
      Speaker self = two.get(who);
      float[][] face = self.alone();
      boolean alone = random.nextDouble() < ALONE && face != null;
      boolean unheard = alone || random.nextDouble() < UNHEARD;
      boolean unseen = alone || random.nextDouble() < UNSEEN;
      Sound heard = unheard ? silence(frames) : sounds.get(1 - who);
      out.add(
          new Recording(
              frames,
              perceived(sounds.get(who), heard, two.get(1 - who), !unseen),
              self.relation(),
              self.emotion(),
              self.person(),
              flat(alone && face != null ? face : self.truth())));
    }
    return out;
  }

  /**
   * A voice.
   *
   * @param mel [4 frames * bands]
   * @param samples [frames * {@link Perception#SAMPLES}]
   */
  private record Sound(float[] mel, float[] samples) {}

  /** A voice in any room, by any microphone. */
  private Sound sound(float[] samples, int frames, SplittableRandom random) {
    if (random.nextDouble() >= AUGMENTED) {
      return new Sound(
          Heard.mel(features, samples, frames, rows -> {}), Heard.samples(samples, frames));
    }
    float[] mel = Heard.mel(features, samples, frames, rows -> augmenter.apply(rows, random));
    return new Sound(mel, Heard.samples(noisy(samples, random), frames));
  }

  private Sound silence(int frames) {
    float[] mel = Heard.mel(features, new float[0], frames, rows -> {});
    return new Sound(mel, new float[frames * Perception.SAMPLES]);
  }

  private static float[] noisy(float[] samples, SplittableRandom random) {
    double power = 0;
    for (float x : samples) {
      power += x * x / samples.length;
    }
    double noise = Math.sqrt(power) * Math.pow(10, -random.nextDouble(NOISIEST, QUIETEST) / 20);
    float[] out = new float[samples.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) (samples[i] + noise * random.nextGaussian());
    }
    return out;
  }

  private Senses<float[]> perceived(Sound self, Sound heard, Speaker partner, boolean sees) {
    int frames = partner.frames();
    float[] values = sees ? flat(partner.tracked()) : new float[frames * size];
    float[] mask = new float[frames * size];
    for (int i = 0; i < mask.length && sees; i++) {
      mask[i] = partner.seen()[i / size][i % size] ? 1 : 0;
    }
    try (NDManager manager = NDManager.newBaseManager()) {
      return Recording.values(
          perception.of(
              new ArrayOps(voice, 0),
              sequence(manager, self.mel(), 4 * frames),
              sequence(manager, heard.mel(), 4 * frames),
              sequence(manager, heard.samples(), frames),
              sequence(manager, values, frames),
              sequence(manager, mask, frames)));
    }
  }

  private static NDArray sequence(NDManager manager, float[] values, int frames) {
    return manager.create(values, new Shape(1, frames, values.length / frames));
  }

  /** Frame after frame. */
  static float[] flat(float[][] face) {
    int size = face[0].length;
    float[] out = new float[face.length * size];
    for (int n = 0; n < face.length; n++) {
      System.arraycopy(face[n], 0, out, n * size, size);
    }
    return out;
  }
}
