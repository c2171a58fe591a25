package io.visavis.training.fit;

import io.visavis.inference.feature.FeatureSpec;
import io.visavis.inference.feature.LogMel;
import io.visavis.inference.feature.RunningMean;
import io.visavis.training.speech.SincResampler;
import io.visavis.training.speech.Utterance;
import io.visavis.training.target.Articulator;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * Draws augmented clips. Batch number n is the same every time, so training resumes as if it had
 * not stopped. Mel frame 4 n + k of the network, k = 0..3, is centred 10 (k + 1) ms after motion
 * frame n.
 */
final class BatchSource {
  /** Motion frames of a clip: four seconds. */
  static final int FRAMES = 100;

  static final int MEL_FRAMES = 4 * FRAMES;
  private static final int HOP = Utterance.RATE / 100;

  /** Samples of a clip. */
  static final int SAMPLES = (MEL_FRAMES + 3) * HOP;

  private static final int RESAMPLING_ZEROS = 6;

  /** Voices cut from recordings of humans get this share of the draws. */
  private static final double HUMAN_SHARE = 0.68;

  private static final double SPEED_SHARE = 0.7;
  private static final double SPEED_RANGE = 0.22;

  private final List<Clip> human = new ArrayList<>();
  private final List<Clip> synthetic = new ArrayList<>();
  private final Augmenter augmenter;
  private final MelAugmenter melAugmenter;
  private final FeatureSpec features;
  private final long seed;

  BatchSource(List<Clip> clips, Augmenter augmenter, FeatureSpec features, long seed) {
    for (Clip clip : clips) {
      boolean espeak =
          clip.utterance().voice().equals(io.visavis.training.speech.Voice.ESPEAK.id());
      (espeak ? synthetic : human).add(clip);
    }
    this.augmenter = augmenter;
    this.melAugmenter = new MelAugmenter(features);
    this.features = features;
    this.seed = seed;
  }

  /** The batch of that number. */
  Batch batch(int number, int size) {
    // Mixed, because neighbouring seeds of a SplittableRandom share their numbers.
    SplittableRandom random = new SplittableRandom(new Random(seed * 31_337 + number).nextLong());
    int bands = features.bands();
    float[] mel = new float[size * MEL_FRAMES * bands];
    float[] motion = new float[size * FRAMES * Articulator.COUNT];
    long[] phones = new long[size * FRAMES];
    for (int i = 0; i < size; i++) {
      draw(i, mel, motion, phones, random.split());
    }
    return new Batch(mel, motion, phones, size, FRAMES);
  }

  /** Statistics of log-mel under augmentation, for the card: [bands] mean, and one scale last. */
  float[] statistics(int clips) {
    SplittableRandom random = new SplittableRandom(seed);
    int bands = features.bands();
    double[] sum = new double[bands];
    double[] squares = new double[bands];
    long n = 0;
    for (int i = 0; i < clips; i++) {
      for (float[] frame : logMel(cut(random), random)) {
        for (int b = 0; b < bands; b++) {
          sum[b] += frame[b];
          squares[b] += (double) frame[b] * frame[b];
        }
        n++;
      }
    }
    float[] out = new float[bands + 1];
    double spread = 0;
    for (int b = 0; b < bands; b++) {
      out[b] = (float) (sum[b] / n);
      spread += Math.sqrt(Math.max(0, squares[b] / n - Math.pow(sum[b] / n, 2)));
    }
    // Digital silence inflates the spread: cap it.
    out[bands] = (float) Math.min(3, spread / bands);
    return out;
  }

  private void draw(int row, float[] mel, float[] motion, long[] phones, SplittableRandom random) {
    Cut cut = cut(random);
    float[][] frames = logMel(cut, random);
    normalise(frames, row, mel, random);
    float[] values = new float[Articulator.COUNT];
    for (int n = 0; n < FRAMES; n++) {
      double t = cut.timeOf(n / 25.0);
      if (t >= 0) {
        cut.clip.track().at(t, values);
        phones[row * FRAMES + n] = cut.clip.track().phoneAt(t).ordinal();
      } else {
        cut.clip.track().at(0, values);
      }
      System.arraycopy(
          values, 0, motion, (row * FRAMES + n) * Articulator.COUNT, Articulator.COUNT);
    }
  }

  /**
   * Four seconds of an utterance.
   *
   * @param start seconds of silence before it, or less than 0 when it begins in its middle
   * @param speed above 1 is faster
   */
  private record Cut(Clip clip, double start, double speed) {
    /** The utterance's own time at a time of the cut. */
    double timeOf(double t) {
      return (t - start) * speed;
    }
  }

  private Cut cut(SplittableRandom random) {
    boolean fromHuman =
        synthetic.isEmpty() || (!human.isEmpty() && random.nextDouble() < HUMAN_SHARE);
    List<Clip> clips = fromHuman ? human : synthetic;
    Clip clip = clips.get(random.nextInt(clips.size()));
    double speed =
        random.nextDouble() < SPEED_SHARE
            ? Math.exp(random.nextDouble(-SPEED_RANGE, SPEED_RANGE))
            : 1;
    double spare = clip.utterance().seconds() / speed - FRAMES / 25.0;
    double start;
    if (spare > 0.2 && random.nextDouble() < 0.5) {
      start = -random.nextDouble(spare);
    } else {
      start = random.nextDouble() < 0.7 ? random.nextDouble(1) : 0;
    }
    return new Cut(clip, start, speed);
  }

  private float[][] logMel(Cut cut, SplittableRandom random) {
    short[] pcm = cut.clip.utterance().pcm();
    int from = Math.clamp(Math.round(cut.timeOf(0) * Utterance.RATE), 0, pcm.length);
    int needed = (int) (SAMPLES * cut.speed) + 2 * RESAMPLING_ZEROS;
    int to = Math.min(pcm.length, from + needed);
    float[] raw = new float[to - from];
    for (int i = 0; i < raw.length; i++) {
      raw[i] = pcm[from + i] / 32768f;
    }
    float[] spoken = SincResampler.resample(raw, 1 / cut.speed, RESAMPLING_ZEROS);
    float[] x = new float[SAMPLES];
    int at = (int) Math.round(Math.max(0, cut.start) * Utterance.RATE);
    System.arraycopy(spoken, 0, x, at, Math.max(0, Math.min(spoken.length, SAMPLES - at)));
    float[] heard = augmenter.samples(x, random);
    float[][] all = LogMel.ofClip(features, Utterance.RATE, heard);
    float[][] frames = new float[MEL_FRAMES][];
    System.arraycopy(all, 1, frames, 0, MEL_FRAMES);
    melAugmenter.apply(frames, random);
    return frames;
  }

  /** The running mean, after a past that may have been silent, noisy or of another loudness. */
  private void normalise(float[][] frames, int row, float[] mel, SplittableRandom random) {
    RunningMean mean = new RunningMean(features);
    int bands = features.bands();
    float[] scratch = new float[bands];
    double u = random.nextDouble();
    if (u < 0.5) {
      float[] past = new float[bands];
      float silence = (float) Math.log(features.floor());
      float shift = (float) (1.2 * random.nextGaussian());
      for (float[] f : frames) {
        for (int b = 0; b < bands; b++) {
          past[b] += f[b] / frames.length;
        }
      }
      for (int b = 0; b < bands; b++) {
        past[b] = u < 0.12 ? silence : Math.max(silence, past[b] + shift);
      }
      int length = random.nextInt(20, 600);
      for (int i = 0; i < length; i++) {
        mean.apply(past, scratch, 0);
      }
    }
    for (int i = 0; i < MEL_FRAMES; i++) {
      mean.apply(frames[i], mel, (row * MEL_FRAMES + i) * bands);
    }
  }
}
