package io.visavis.render.cpu;

import io.visavis.avatar.corrective.CorrectiveTarget;

/**
 * The Gaussians of a head as the coefficients of a frame have them, still local to their triangles.
 * What nothing changes are the avatar's own arrays; what a coefficient changes are arrays to be
 * filled by who corrects. Scratch of one back end instance; grows with the largest cloud seen, then
 * allocates nothing.
 */
public final class CorrectedCloud {
  private static final float[][] NONE = {};

  private final ActiveRows[] own = new ActiveRows[CorrectiveArrays.TARGETS.size()];
  private final ActiveRows[] shared = new ActiveRows[CorrectiveArrays.TARGETS.size()];
  private final float[][] ownMean = new float[3][0];
  private final float[][] ownFactor = new float[9][0];
  private final float[][] ownOpacity = new float[1][0];
  private final float[][] ownOffset = new float[3][0];
  private final float[][] ownRgb = new float[3][0];
  private final float[][] ownYuv = new float[3][0];
  private final float[][][] triangleChange = new float[CorrectiveArrays.TARGETS.size()][][];
  private float[][] mean = NONE;
  private float[][] factor = NONE;
  private float[] logOpacity = new float[0];
  private float[][] offset = NONE;
  private float[][] rgb = NONE;
  private float[][] yuv = NONE;

  /** An empty one. */
  public CorrectedCloud() {
    for (int t = 0; t < own.length; t++) {
      own[t] = new ActiveRows();
      shared[t] = new ActiveRows();
      triangleChange[t] = new float[CorrectiveArrays.TARGETS.get(t).channels()][0];
    }
  }

  /**
   * Takes the coefficients of a frame.
   *
   * @param coefficients [K] of the avatar's correctives
   * @return whether anything is to be corrected
   */
  public boolean begin(CloudArrays cloud, float[] coefficients) {
    boolean any = false;
    for (int t = 0; t < own.length; t++) {
      own[t].take(cloud.correctives().own()[t], coefficients);
      shared[t].take(cloud.correctives().shared()[t], coefficients);
      any |= own[t].count() + shared[t].count() > 0;
    }
    int triangles = RigArrays.padded(cloud.correctives().triangles());
    for (int t = 0; t < own.length; t++) {
      if (shared[t].count() > 0) {
        grown(triangleChange[t], triangles);
      }
    }
    int n = RigArrays.padded(cloud.size());
    mean = changes(CorrectiveTarget.POSITION_LOCAL) ? grown(ownMean, n) : cloud.mean();
    offset = changes(CorrectiveTarget.POSITION_WORLD) ? grown(ownOffset, n) : NONE;
    factor = reshapes() ? grown(ownFactor, n) : cloud.factor();
    logOpacity =
        changes(CorrectiveTarget.OPACITY_LOGIT) || changes(CorrectiveTarget.OPACITY_LINEAR)
            ? grown(ownOpacity, n)[0]
            : cloud.logOpacity();
    boolean recolours = changes(CorrectiveTarget.COLOUR);
    rgb = recolours ? grown(ownRgb, n) : cloud.rgb();
    yuv = recolours ? grown(ownYuv, n) : cloud.yuv();
    return any;
  }

  /** Whether this frame changes that. */
  public boolean changes(CorrectiveTarget target) {
    return own(target).count() + shared(target).count() > 0;
  }

  /** Whether this frame turns or scales Gaussians. */
  public boolean reshapes() {
    return changes(CorrectiveTarget.ROTATION)
        || changes(CorrectiveTarget.SCALE_LOG)
        || changes(CorrectiveTarget.SCALE_LINEAR);
  }

  /** The rows of the bases with a change a Gaussian that count in this frame. */
  public ActiveRows own(CorrectiveTarget target) {
    return own[target.ordinal()];
  }

  /** The rows of the bases with a change a triangle that count in this frame. */
  public ActiveRows shared(CorrectiveTarget target) {
    return shared[target.ordinal()];
  }

  /** [channels][F padded] the change of every triangle, for who sums triangles first. */
  public float[][] triangleChange(CorrectiveTarget target) {
    return triangleChange[target.ordinal()];
  }

  /** [3][N padded] local means. */
  public float[][] mean() {
    return mean;
  }

  /** [3][N padded] what is added to the world means, metres; empty for nothing. */
  public float[][] offset() {
    return offset;
  }

  /** [9][N padded] local factors, row-major. */
  public float[][] factor() {
    return factor;
  }

  /** [N padded] ln(opacity). */
  public float[] logOpacity() {
    return logOpacity;
  }

  /** [3][N padded] display sRGB without what depends on the view. */
  public float[][] rgb() {
    return rgb;
  }

  /** [3][N padded] Y, U, V of it in bytes, without their offsets; none with harmonics. */
  public float[][] yuv() {
    return yuv;
  }

  private static float[][] grown(float[][] planes, int n) {
    for (int p = 0; p < planes.length; p++) {
      planes[p] = RigArrays.grown(planes[p], n);
    }
    return planes;
  }
}
