package io.visavis.avatar.importer.paint;

import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.glb.AvatarRules;
import io.visavis.avatar.rig.CloudPoser;
import io.visavis.avatar.rig.Joint;

/** What somebody sees of a painted head at rest, straight from the front. */
public final class Painted {
  private static final double NEAR = 0.004;

  private final Avatar avatar;
  private final double[][] means;

  /** Looks at a head. */
  public Painted(Avatar avatar) {
    this.avatar = avatar;
    this.means = new double[avatar.gaussians().size()][3];
    CloudPoser poser = new CloudPoser(avatar);
    poser.pose(new float[avatar.space().size()], new float[0]);
    for (int i = 0; i < means.length; i++) {
      poser.mean(i, means[i]);
    }
  }

  /** Asserts that it is a face that one would talk to. */
  public void shouldLookLikeAFace() {
    assertThat(AvatarRules.firstFault(avatar)).isEmpty();
    assertThat(avatar.gaussians().size()).isBetween(10_000, MeshPainter.MOST);
    double[] cheek = mean(landmark(31), landmark(2));
    double[] skin = seen(cheek[0], cheek[1]);
    double[] lip = seen(landmark(57)[0], (landmark(57)[1] + landmark(66)[1]) / 2);
    assertThat(lip[0] / lip[1]).as("red of the lips").isGreaterThan(1.05 * skin[0] / skin[1]);
    for (Joint eye : new Joint[] {Joint.EYE_LEFT, Joint.EYE_RIGHT}) {
      double x = avatar.mesh().pivots()[3 * eye.ordinal()];
      double y = avatar.mesh().pivots()[3 * eye.ordinal() + 1];
      double[] pupil = seen(x, y);
      double outer = landmark(eye == Joint.EYE_LEFT ? 45 : 36)[0];
      double[] white = seen(x + 0.6 * (outer - x), y - 0.001);
      assertThat(pupil[1]).as("pupil").isLessThan(0.6 * white[1]);
      assertThat(white[2] / white[0]).as("white").isGreaterThan(1.1 * skin[2] / skin[0]);
    }
    double[] brow = landmark(19);
    assertThat(seen(brow[0], brow[1])[1])
        .as("brow")
        .isLessThan(0.8 * seen(brow[0], brow[1] + 0.015)[1]);
    double top = Double.NEGATIVE_INFINITY;
    for (double[] m : means) {
      top = Math.max(top, m[1]);
    }
    double[] hair = seen(landmark(27)[0], top - 0.004);
    assertThat(hair[1]).as("hair").isLessThan(0.6 * skin[1]);
  }

  private double[] landmark(int number) {
    int v = avatar.mesh().landmarks()[number];
    double[] out = new double[3];
    for (int c = 0; c < 3; c++) {
      out[c] = avatar.mesh().vertices()[3 * v + c];
    }
    return out;
  }

  private static double[] mean(double[] a, double[] b) {
    return new double[] {(a[0] + b[0]) / 2, (a[1] + b[1]) / 2};
  }

  /** The mean colour of the foremost Gaussians before a place of the face. */
  public double[] seen(double x, double y) {
    double front = Double.NEGATIVE_INFINITY;
    for (double[] m : means) {
      if (Math.hypot(m[0] - x, m[1] - y) < NEAR) {
        front = Math.max(front, m[2]);
      }
    }
    double[] sum = new double[3];
    double weights = 0;
    for (int i = 0; i < means.length; i++) {
      double[] m = means[i];
      double d = Math.hypot(m[0] - x, m[1] - y);
      if (d < NEAR && m[2] > front - NEAR) {
        double w = avatar.gaussians().opacity()[i] * Math.exp(-0.5 * d * d / 1e-6);
        weights += w;
        for (int c = 0; c < 3; c++) {
          sum[c] += w * avatar.gaussians().colour()[c][i];
        }
      }
    }
    assertThat(weights).as("something is drawn at (%.3f, %.3f)", x, y).isPositive();
    return new double[] {sum[0] / weights, sum[1] / weights, sum[2] / weights};
  }
}
