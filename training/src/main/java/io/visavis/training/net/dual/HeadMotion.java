package io.visavis.training.net.dual;

import io.visavis.training.net.Ops;

/**
 * Where the head is held, and how far it sways and nods about that: radians. Where it is held
 * follows from what is understood, who it is now, and how much it nods; not from chance, which
 * would let it wander off.
 */
final class HeadMotion {
  private static final int SIZE = MotionDecoder.SIZE;
  private static final int ANGLES = 3;
  private static final float ANGLE = 0.1f;

  /** Heads begin nearly still. */
  private static final float STILL = -2;

  private static final int HELD = 64;

  private static final double EASE_SECONDS = 0.12;
  private static final double STIR_SECONDS = 0.08;

  private HeadMotion() {}

  /**
   * The head's angles: [3].
   *
   * @param d from {@link MotionDecoder#decode}
   * @param moving of {@link Latent}
   * @param yaw which of the three they are
   * @param pitch which of the three they are
   * @param roll which of the three they are
   */
  static <T> T of(
      Ops<T> o, DualNet.Understood<T> understood, T d, T moving, int yaw, int pitch, int roll) {
    T person = understood.person();
    T far = o.sigmoid(o.affine(o.linear(d, "stir", SIZE, Latent.MOVING), 1, STILL));
    far = o.multiply(far, lively(o, person));
    far = o.smooth(far, "stir.ease", Latent.MOVING, STIR_SECONDS);
    T stirs = o.multiply(far, moving);
    T held = o.add(bearing(o, person), turned(o, understood.known()));
    held = o.add(held, sinks(o, far));
    held = o.smooth(held, "turn.ease", ANGLES, EASE_SECONDS);
    return o.add(held, o.times(stirs, "stirs", Latent.toHead(ANGLE, yaw, pitch, roll)));
  }

  private static <T> T bearing(Ops<T> o, T person) {
    return o.affine(o.linear(person, "bearing", Conditioning.SIZE, ANGLES), ANGLE, 0);
  }

  private static <T> T turned(Ops<T> o, T known) {
    T h = o.relu(o.linear(known, "held", SIZE, HELD));
    return o.affine(o.linear(h, "turn", HELD, ANGLES), ANGLE, 0);
  }

  /** A head that nods is lower than one that does not: it goes down and comes back up. */
  private static <T> T sinks(Ops<T> o, T far) {
    T nods = o.part(far, 0, Latent.NODDING);
    return o.affine(o.linear(nods, "sinks", Latent.NODDING, ANGLES), ANGLE, 0);
  }

  /**
   * Up to twice as far as others in the same place: so that what the lower one of two does at every
   * cue is learnt once and not cue by cue.
   */
  private static <T> T lively(Ops<T> o, T person) {
    return o.affine(o.sigmoid(o.linear(person, "lively", Conditioning.SIZE, Latent.MOVING)), 2, 0);
  }
}
