package io.visavis.avatar.builtin.topology;

import io.visavis.avatar.builtin.form.EyeShape;
import io.visavis.avatar.builtin.form.MouthShape;
import io.visavis.avatar.builtin.form.Sculpture;
import io.visavis.avatar.builtin.form.Smooth;
import io.visavis.avatar.builtin.form.Vec;

/** Edge loops around mouth and eyes, marched onto the sculpture straight from the front. */
final class Rings {
  static final int COUNT = 7;

  /** The ring of the mouth around the red of the lips. */
  static final int BORDER = 4;

  static final int MOUTH = 72;
  static final int EYE = 56;

  private static final double[] EYE_WIDE = {1, 1.045, 1.095, 1.15, 1.215, 1.29, 1.37};
  private static final double[] EYE_HIGH = {1, 1.10, 1.23, 1.40, 1.62, 1.92, 2.3};
  private static final double[] LIP_ACROSS = {0, .22, .45, .7, 1.0, 1.35, 1.8};
  private static final double[] LIP_WIDE = {1, 1.01, 1.02, 1.035, 1.05, 1.10, 1.18};

  private Rings() {}

  /** [7][56] rings around the eye on one side, from the margin outwards. */
  static Node[][] eye(Sculpture skin, EyeShape eye, int side) {
    Node[][] rings = new Node[COUNT][EYE];
    for (int k = 0; k < COUNT; k++) {
      for (int i = 0; i < EYE; i++) {
        double angle = 2 * Math.PI * i / EYE;
        double s = Math.cos(angle);
        double up = Math.sin(angle);
        double axis = eye.axis(s);
        double margin = up >= 0 ? eye.upper(s) : eye.lower(s);
        double x = eye.halfWidth() * EYE_WIDE[k] * s;
        double y = axis + (margin - axis) * EYE_HIGH[k] + .02 * (k / 6.0) * up;
        Vec p = eye.world(eye.onSphere(x, y, eye.shell()), side);
        rings[k][i] = Node.of(skin.front(p.x(), p.y()), Tissue.SKIN);
      }
    }
    return rings;
  }

  /** [7][72] rings around the mouth, from the contact of the lips outwards. */
  static Node[][] mouth(Sculpture skin, MouthShape mouth) {
    Node[][] rings = new Node[COUNT][MOUTH];
    for (int k = 0; k < COUNT; k++) {
      for (int i = 0; i < MOUTH; i++) {
        double angle = 2 * Math.PI * i / MOUTH;
        double up = Math.sin(angle);
        double sign = i == 0 || 2 * i == MOUTH ? 0 : Math.signum(up);
        double x = mouth.halfWidth() * Math.cos(angle);
        double t = LIP_ACROSS[k];
        double lip = up >= 0 ? mouth.upperLip(x) : -mouth.lowerLip(x);
        double y = mouth.contact(x) + lip * t + .0025 * sign;
        if (t > 1) {
          y += .02 * up * (t - 1);
        }
        Vec p = skin.front(x * LIP_WIDE[k], y);
        rings[k][i] = new Node(p, Tissue.SKIN, k <= 4 ? sign : 0, k, angle, p);
      }
    }
    return rings;
  }

  /** 1 at the lips' contact, 0 on the outermost ring. */
  static double inner(int ring) {
    return ring < 0 ? 0 : 1 - Smooth.step(3.2, 6.2, ring);
  }
}
