package io.visavis.inference;

import io.visavis.avatar.motion.MotionSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Relation, emotion and identity of a portrayal over time: each change is eased over 0.4 s from the
 * sample at which it begins; one of more than 1.5 over as much longer, so that no face jumps. A
 * pure function of the changes and the frame. Single thread.
 */
final class Controls {
  /** Seconds of a change. */
  static final double EASE = 0.4;

  /** A change that takes no longer than that. */
  private static final float USUAL = 1.5f;

  private record Change(Control control, long atSample) {}

  private final List<String> identities;
  private final List<Change> pending = new ArrayList<>();
  private final Eased relation = new Eased(Relation.SIZE);
  private final Eased emotion = new Eased(EmotionName.COUNT);
  private final Eased identity;
  private boolean hush;

  Controls(List<String> identities) {
    this.identities = identities;
    this.identity = new Eased(identities.size());
    float[] start = new float[Relation.SIZE];
    Relation.DEFAULT.write(start);
    relation.jump(start);
  }

  /**
   * Adds a change.
   *
   * @param nextFrame the next frame to be made; what is made is not changed
   * @return the sample at which it begins: atSample, or the instant of the next frame if later
   */
  long add(Control control, long atSample, long nextFrame) {
    long at = Math.max(atSample, nextFrame * Hearing.FRAME);
    int i = pending.size();
    while (i > 0 && pending.get(i - 1).atSample > at) {
      i--;
    }
    pending.add(i, new Change(control, at));
    return at;
  }

  /** Moves everything to the instant of frame {@code n}. */
  void advanceTo(long n) {
    hush = false;
    long sample = n * Hearing.FRAME;
    while (!pending.isEmpty() && pending.getFirst().atSample <= sample) {
      Change change = pending.removeFirst();
      double t = (double) change.atSample / Hearing.RATE;
      switch (change.control) {
        case Control.SetRelation r -> {
          float[] target = new float[Relation.SIZE];
          r.relation().write(target);
          relation.change(target, t);
        }
        case Control.Hush h -> hush = true;
        case Control.SetEmotion e -> emotion.change(e.emotion().intensities(), t);
        case Control.SetIdentity i -> {
          float[] target = new float[identities.size()];
          int index = identities.indexOf(i.name());
          if (index >= 0) {
            target[index] = 1;
          }
          identity.change(target, t);
        }
      }
    }
    double t = (double) n / MotionSpace.FPS;
    relation.advanceTo(t);
    emotion.advanceTo(t);
    identity.advanceTo(t);
  }

  /** Whether the mouth begins to shut at this frame. */
  boolean hush() {
    return hush;
  }

  /** [3] as {@link Relation#write} has it. */
  float[] relation() {
    return relation.now;
  }

  /** [7] intensities 0..3. */
  float[] emotion() {
    return emotion.now;
  }

  /** [K] weights of the card's identities. */
  float[] identity() {
    return identity.now;
  }

  /** A vector that moves to its target along a smooth step. */
  private static final class Eased {
    final float[] now;
    private final float[] from;
    private final float[] to;
    private double start = Double.NEGATIVE_INFINITY;
    private double seconds = EASE;

    Eased(int size) {
      now = new float[size];
      from = new float[size];
      to = new float[size];
    }

    void jump(float[] value) {
      System.arraycopy(value, 0, now, 0, now.length);
      System.arraycopy(value, 0, to, 0, to.length);
    }

    void change(float[] target, double t) {
      if (Arrays.equals(target, to)) {
        return;
      }
      advanceTo(t);
      System.arraycopy(now, 0, from, 0, from.length);
      System.arraycopy(target, 0, to, 0, to.length);
      start = t;
      float largest = 0;
      for (int i = 0; i < to.length; i++) {
        largest = Math.max(largest, Math.abs(to[i] - from[i]));
      }
      seconds = EASE * Math.max(1, largest / USUAL);
    }

    void advanceTo(double t) {
      double u = Math.clamp((t - start) / seconds, 0, 1);
      double s = u * u * (3 - 2 * u);
      for (int i = 0; i < now.length; i++) {
        now[i] = s >= 1 ? to[i] : (float) (from[i] + s * (to[i] - from[i]));
      }
    }
  }
}
