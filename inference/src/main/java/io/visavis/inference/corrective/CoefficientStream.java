package io.visavis.inference.corrective;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.corrective.CoefficientNetwork;
import io.visavis.avatar.corrective.CoefficientNetwork.Input;
import io.visavis.avatar.corrective.CoefficientNetwork.Role;
import io.visavis.avatar.corrective.Corrector;
import io.visavis.avatar.motion.MotionSpace;
import io.visavis.avatar.rig.OwnMotion;
import io.visavis.inference.Emotion;
import io.visavis.inference.MotionStream;
import java.nio.FloatBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One portrayal's way to the coefficients of its avatar's correctives: a frame of motion, emotion,
 * relation and voice in; {@link #coefficients} out, by each {@link CoefficientBatch#run}. A pure
 * function of what it is given.
 *
 * <p>Owned by one lane thread; allocates nothing after construction.
 */
public final class CoefficientStream {
  private final CoefficientModel model;
  private final MotionSpace space;
  private final OwnMotion own = new OwnMotion();
  private final float[] motion;
  private final float[] emotion = new float[CoefficientNetwork.EMOTIONS];
  private final float[] relation = new float[CoefficientNetwork.RELATIONS];
  private final float[] coefficients;
  private final @Nullable VoiceRows voice;
  private long frame;

  /**
   * A portrayal.
   *
   * @param space of the motion that will be taken
   * @param origin 48 kHz samples of its voice that were heard before
   */
  public CoefficientStream(CoefficientModel model, MotionSpace space, long origin) {
    this.model = model;
    this.space = space;
    this.motion = new float[model.avatar().space().size()];
    this.coefficients = new float[model.coefficients()];
    int rows =
        model.network().inputs().stream()
            .filter(i -> i.role() == Role.VOICE)
            .mapToInt(Input::rows)
            .max()
            .orElse(0);
    this.voice = rows == 0 ? null : new VoiceRows(rows, origin);
  }

  /** The network. */
  public CoefficientModel model() {
    return model;
  }

  /**
   * Takes the next samples of self. Those up to one frame after a frame's instant come before it.
   */
  public void hear(float[] pcm48k, int offset, int length) {
    if (voice != null) {
      voice.accept(pcm48k, offset, length);
    }
  }

  /** Takes the frame that the stream has just made. */
  public void take(MotionStream stream) {
    take(stream.nextFrame() - 1, stream.motion(), stream.emotion(), stream.relation());
  }

  /**
   * Takes a frame.
   *
   * @param n its number; its instant is n / 25 s
   * @param values of the motion, in the space that was said
   * @param feelings [7] intensities 0..3
   * @param standing [3] as {@link io.visavis.inference.Relation#write} has it
   */
  public void take(long n, float[] values, float[] feelings, float[] standing) {
    Avatar avatar = model.avatar();
    frame = n;
    own.write(avatar.space(), avatar.retarget(), space, values, motion);
    emotion[0] = Emotion.neutral(feelings);
    System.arraycopy(feelings, 0, emotion, 1, emotion.length - 1);
    System.arraycopy(standing, 0, relation, 0, relation.length);
  }

  /** Writes what the network hears. */
  void gather(Input input, FloatBuffer out, int position) {
    switch (input.role()) {
      case MOTION -> out.put(position, motion);
      case EMOTION -> out.put(position, emotion);
      case RELATION -> out.put(position, relation);
      case TIME -> {
        double t = (double) frame / MotionSpace.FPS;
        for (int p = 0; p < input.periods().size(); p++) {
          double turns = t / input.periods().get(p);
          double phase = 2 * Math.PI * (turns - Math.floor(turns));
          out.put(position + 2 * p, (float) Math.sin(phase));
          out.put(position + 2 * p + 1, (float) Math.cos(phase));
        }
      }
      case VOICE -> {
        if (voice != null) {
          voice.copy(frame, input.rows(), out, position);
        }
      }
    }
  }

  /** Takes the coefficients of a run. */
  void scatter(FloatBuffer in, int position) {
    for (int k = 0; k < coefficients.length; k++) {
      coefficients[k] = Corrector.tame(in.get(position + k));
    }
  }

  /** The avatar's network has failed: nothing is corrected. */
  void rest() {
    Arrays.fill(coefficients, 0);
  }

  /** [K] of the last run, each a number within +-{@link Corrector#MAX}; the same array always. */
  public float[] coefficients() {
    return coefficients;
  }
}
