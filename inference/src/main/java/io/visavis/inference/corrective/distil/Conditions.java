package io.visavis.inference.corrective.distil;

import io.visavis.avatar.motion.MotionSpace;
import io.visavis.inference.Emotion;
import io.visavis.inference.EmotionName;
import io.visavis.inference.corrective.VoiceRows;
import io.visavis.inference.expression.Expression;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Draws the conditions in which a network is run: an eighth without emotion, half with one, the
 * rest with two, intensities of any fraction; each with a face and, where it is heard, a voice.
 */
final class Conditions {
  private static final int RATE = 48_000;
  private static final int FRAME = RATE / MotionSpace.FPS;

  /** Of a recording so much is heard. */
  private static final int MOST_SECONDS = 600;

  private static final int SECONDS = 30;

  private final DistilSettings settings;
  private final SplittableRandom random;
  private final int rows;
  private final VoiceRows voice;
  private final int frames;

  private Conditions(DistilSettings settings, int rows) {
    this.settings = settings;
    this.random = new SplittableRandom(settings.seed());
    this.rows = rows;
    float[] heard = settings.voice();
    float[] pcm = heard.length == 0 ? Sounds.random(random, SECONDS) : heard;
    int used = rows == 0 ? 0 : Math.min(pcm.length, MOST_SECONDS * RATE);
    this.frames = Math.max(1, used / FRAME);
    this.voice = new VoiceRows(100 * (used / RATE + 1), 0);
    voice.accept(pcm, 0, used);
  }

  /**
   * Draws them.
   *
   * @param rows of the voice that are heard; 0 for none
   */
  static List<Condition> draw(DistilSettings settings, int rows) {
    Conditions drawn = new Conditions(settings, rows);
    List<Condition> out = new ArrayList<>();
    for (int s = 0; s < settings.samples(); s++) {
      out.add(drawn.next());
    }
    return out;
  }

  private Condition next() {
    float[] emotion = emotion();
    List<float[]> faces = settings.faces();
    int n = faces.isEmpty() ? random.nextInt(frames) : random.nextInt(faces.size());
    float[] calm = faces.isEmpty() ? Faces.random(random) : faces.get(n).clone();
    for (int c = 0; c < calm.length; c++) {
      calm[c] = c < MotionSpace.ARKIT.coefficients() ? Math.clamp(calm[c], 0, 1) : 0;
    }
    float[] felt = calm.clone();
    Expression.feel(emotion, felt);
    float[] heard = new float[40 * rows];
    if (rows > 0) {
      // A face goes with what is said in its frame, where the recording has that.
      int frame = n < frames ? n : random.nextInt(frames);
      voice.copy(frame, rows, FloatBuffer.wrap(heard), 0);
    }
    return new Condition(calm, felt, emotion, heard);
  }

  private float[] emotion() {
    float[] emotion = new float[EmotionName.COUNT];
    int kind = random.nextInt(8);
    if (kind > 0) {
      int first = random.nextInt(EmotionName.COUNT);
      emotion[first] = (float) random.nextDouble(Emotion.MAX);
      if (kind > 4) {
        int second = (first + 1 + random.nextInt(EmotionName.COUNT - 1)) % EmotionName.COUNT;
        emotion[second] = (float) random.nextDouble(Emotion.MAX);
      }
    }
    return new Emotion(emotion).intensities();
  }
}
