package io.visavis.avatar.flame;

import io.visavis.avatar.rig.Joint;
import java.util.Arrays;

/**
 * The teeth that GaussianAvatars adds to FLAME, which has none: two boxes without ends behind the
 * lips, 120 vertices in 8 rows of 15 and 168 triangles after those of the head. They are numbered
 * and wound as there, since Gaussians of its avatars are bound to them. The upper ones stay with
 * the head, the lower ones with the jaw; expressions do not move them, identities move them as the
 * lips.
 */
public final class FlameTeeth {
  /** Vertices of a row. */
  static final int ROW = 15;

  /** Rows: roots, edges, both again at the back; see {@link Row}. */
  static final int ROWS = 8;

  /** The quads before this one are cut along one diagonal, the others along the other. */
  private static final int MIDDLE = 7;

  private static final int[] UPPER_LIP = {
    1713, 1715, 1716, 1735, 1696, 1694, 1657, 3543, 2774, 2811, 2813, 2850, 2833, 2832, 2830
  };

  private static final int[] LOWER_LIP = {
    1576, 1577, 1773, 1774, 1795, 1802, 1865, 3503, 2948, 2905, 2898, 2881, 2880, 2713, 2712
  };

  /** The rows in their order; lengths in units of the mean distance between the lips' rings. */
  private enum Row {
    UPPER_ROOT(2.1, 0, Joint.NECK),
    LOWER_ROOT(-2.1, -0.4, Joint.JAW),
    UPPER_EDGE(0.1, 0, Joint.NECK),
    LOWER_EDGE(-0.1, -0.4, Joint.JAW),
    UPPER_ROOT_BACK(2.1, -1, Joint.NECK),
    UPPER_EDGE_BACK(0.1, -1, Joint.NECK),
    LOWER_ROOT_BACK(-2.1, -1.4, Joint.JAW),
    LOWER_EDGE_BACK(-0.1, -1.4, Joint.JAW);

    private final double up;
    private final double forward;
    private final Joint joint;

    Row(double up, double forward, Joint joint) {
      this.up = up;
      this.forward = forward;
      this.joint = joint;
    }
  }

  /**
   * How a quad between two rows is cut: two triangles, corner by corner, each the row (0 or 1) and
   * the place (0 or 1) in it. Where a triangle begins matters: its frame begins there.
   */
  private enum Cut {
    A(new int[][] {{0, 0}, {1, 1}, {1, 0}, {0, 0}, {0, 1}, {1, 1}}),
    B(new int[][] {{0, 0}, {0, 1}, {1, 0}, {0, 1}, {1, 1}, {1, 0}}),
    C(new int[][] {{0, 0}, {1, 0}, {1, 1}, {0, 0}, {1, 1}, {0, 1}}),
    D(new int[][] {{0, 0}, {1, 0}, {0, 1}, {0, 1}, {1, 0}, {1, 1}});

    private final int[][] corners;

    Cut(int[][] corners) {
      this.corners = corners;
    }
  }

  /** A strip of quads between two rows. */
  private record Strip(Row from, Row to, Cut left, Cut right) {}

  private static final Strip[] STRIPS = {
    new Strip(Row.UPPER_ROOT, Row.UPPER_EDGE, Cut.A, Cut.B),
    new Strip(Row.UPPER_ROOT_BACK, Row.UPPER_EDGE_BACK, Cut.C, Cut.D),
    new Strip(Row.UPPER_EDGE_BACK, Row.UPPER_EDGE, Cut.D, Cut.C),
    new Strip(Row.LOWER_EDGE, Row.LOWER_ROOT, Cut.B, Cut.A),
    new Strip(Row.LOWER_ROOT_BACK, Row.LOWER_EDGE_BACK, Cut.A, Cut.B),
    new Strip(Row.LOWER_EDGE_BACK, Row.LOWER_EDGE, Cut.B, Cut.A)
  };

  private FlameTeeth() {}

  /** The model with teeth: 5143 vertices, 10144 triangles. */
  public static FlameModel added(FlameModel model) {
    int all = model.shapeCount();
    float[] template = longer(model.template(), 3);
    float[] shapes = longer(model.shapes(), 3 * all);
    float[] weights = longer(model.weights(), Joint.COUNT);
    place(template);
    for (int i = 0; i < ROWS * ROW; i++) {
      int vertex = FlameModel.VERTICES + i;
      for (int c = 0; c < 3; c++) {
        for (int k = 0; k < FlameModel.IDENTITIES; k++) {
          shapes[(3 * vertex + c) * all + k] =
              (shapes[(3 * UPPER_LIP[i % ROW] + c) * all + k]
                      + shapes[(3 * LOWER_LIP[i % ROW] + c) * all + k])
                  / 2;
        }
      }
      weights[Joint.COUNT * vertex + Row.values()[i / ROW].joint.ordinal()] = 1;
    }
    return new FlameModel(
        template,
        triangles(model.triangles()),
        shapes,
        longer(model.poses(), 3 * FlameModel.POSES),
        regressor(model.regressor()),
        weights);
  }

  private static float[] longer(float[] values, int each) {
    return Arrays.copyOf(values, (FlameModel.VERTICES + ROWS * ROW) * each);
  }

  private static void place(float[] template) {
    double distance = 0;
    double height = 0;
    for (int i = 0; i < ROW; i++) {
      double square = 0;
      for (int c = 0; c < 3; c++) {
        double d = template[3 * UPPER_LIP[i] + c] - template[3 * LOWER_LIP[i] + c];
        square += d * d;
      }
      distance += Math.sqrt(square) / ROW;
      height += middle(template, i, 1) / ROW;
    }
    for (Row row : Row.values()) {
      for (int i = 0; i < ROW; i++) {
        int at = 3 * (FlameModel.VERTICES + ROW * row.ordinal() + i);
        template[at] = (float) middle(template, i, 0);
        template[at + 1] = (float) (height + row.up * distance);
        // Behind the lips by one and a half of their distance.
        template[at + 2] = (float) (middle(template, i, 2) + (row.forward - 1.5) * distance);
      }
    }
  }

  private static double middle(float[] template, int i, int c) {
    return ((double) template[3 * UPPER_LIP[i] + c] + template[3 * LOWER_LIP[i] + c]) / 2;
  }

  private static float[] regressor(float[] regressor) {
    int n = FlameModel.VERTICES;
    float[] out = new float[Joint.COUNT * (n + ROWS * ROW)];
    for (int j = 0; j < Joint.COUNT; j++) {
      System.arraycopy(regressor, j * n, out, j * (n + ROWS * ROW), n);
    }
    return out;
  }

  private static int[] triangles(int[] head) {
    int[] out = Arrays.copyOf(head, head.length + STRIPS.length * (ROW - 1) * 6);
    int at = head.length;
    for (Strip strip : STRIPS) {
      for (int i = 0; i < ROW - 1; i++) {
        for (int[] corner : (i < MIDDLE ? strip.left : strip.right).corners) {
          Row row = corner[0] == 0 ? strip.from : strip.to;
          out[at++] = FlameModel.VERTICES + ROW * row.ordinal() + i + corner[1];
        }
      }
    }
    return out;
  }
}
