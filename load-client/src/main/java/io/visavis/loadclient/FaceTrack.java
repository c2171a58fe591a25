package io.visavis.loadclient;

/**
 * The facial motion of somebody who listens and talks at ease: a slow smile, blinks, and a head
 * that sways. A smooth function of time, in ARKit space: 52 coefficients in 0..1, then yaw, pitch
 * and roll in radians.
 *
 * @param phase seconds by which this face is ahead, so that no two move alike
 */
record FaceTrack(double phase) {
  static final int SIZE = 55;
  private static final int CHEEK_SQUINT_LEFT = 6;
  private static final int CHEEK_SQUINT_RIGHT = 7;
  private static final int EYE_BLINK_LEFT = 8;
  private static final int EYE_BLINK_RIGHT = 9;
  private static final int SMILE_LEFT = 43;
  private static final int SMILE_RIGHT = 44;
  private static final int YAW = 52;
  private static final int PITCH = 53;
  private static final int ROLL = 54;
  private static final double BLINK_EVERY = 3.7;
  private static final double BLINK_LASTS = 0.2;

  /** The face at an instant in seconds. */
  float[] at(double t) {
    double s = t + phase;
    float[] v = new float[SIZE];
    double smile = 0.5 * square(Math.sin(Math.PI * s / 9));
    v[SMILE_LEFT] = (float) smile;
    v[SMILE_RIGHT] = (float) (0.9 * smile);
    v[CHEEK_SQUINT_LEFT] = (float) (0.4 * smile);
    v[CHEEK_SQUINT_RIGHT] = (float) (0.4 * smile);
    double inBlink = s % BLINK_EVERY / BLINK_LASTS;
    double lid = inBlink < 1 ? square(Math.sin(Math.PI * inBlink)) : 0;
    v[EYE_BLINK_LEFT] = (float) lid;
    v[EYE_BLINK_RIGHT] = (float) lid;
    v[YAW] = (float) (0.12 * Math.sin(2 * Math.PI * s / 7.3));
    v[PITCH] = (float) (0.06 * Math.sin(2 * Math.PI * s / 5.1));
    v[ROLL] = (float) (0.05 * Math.sin(2 * Math.PI * s / 11.7));
    return v;
  }

  private static double square(double x) {
    return x * x;
  }
}
