package io.visavis.avatar.builtin.corrective;

import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.builtin.BuiltInHeads;
import io.visavis.avatar.corrective.CorrectiveTarget;
import io.visavis.avatar.corrective.Corrector;
import io.visavis.avatar.rig.TriangleFrames;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** The correctives of the built-in heads, on the head itself. */
class FaceCorrectivesTest {
  private static final List<String> NAMES = BuiltInHeads.names();
  private static final Map<String, Avatar> HEADS = new ConcurrentHashMap<>();

  private static Avatar head(String name) {
    return HEADS.computeIfAbsent(name, BuiltInHeads::build);
  }

  @Test
  void shouldDarkenTheForeheadWithRaisedBrowsAndNothingBelowThem() {
    for (String name : NAMES) {
      Looked head = new Looked(head(name));
      float[] brow = head.landmark(24);
      assertThat(head.brighter("brow-lines", brow[1] + .008, brow[1] + .05)).as(name).isLessThan(0);
      assertThat(head.largest("brow-lines", -1, brow[1] - .02)).as(name).isZero();
      assertThat(head.largest("frown-lines", head.landmark(48)[1] - .01, -.02 + brow[1] - .02))
          .as("%s: folds between the brows leave cheeks and mouth alone", name)
          .isLessThan(.02);
    }
  }

  @Test
  void shouldFoldTheSideThatSmiles() {
    Looked head = new Looked(head("mira"));
    assertThat(head.sides("smile-line-left")).isPositive();
    assertThat(head.sides("smile-line-right")).isNegative();
  }

  @Test
  void shouldReddenWithABlushAndPaleWithFear() {
    for (String name : NAMES) {
      Looked head = new Looked(head(name));
      assertThat(head.redder("blush")).as(name).isPositive();
      assertThat(head.redder("pallor")).as(name).isNegative();
    }
  }

  @Test
  void shouldThinLipsAndSetAFaceByMillimetres() {
    for (String name : NAMES) {
      Avatar avatar = head(name);
      Looked head = new Looked(avatar);
      for (String set : List.of("thin-lips", "family", "deference", "pride")) {
        double moved = head.farthest(set);
        assertThat(moved).as("%s: %s", name, set).isBetween(.0005, .006);
      }
      float[] top = head.landmark(51);
      float[] bottom = head.landmark(57);
      assertThat(head.lowering("thin-lips", top)).as("upper lip comes down").isPositive();
      assertThat(head.lowering("thin-lips", bottom)).as("lower lip goes up").isNegative();
    }
  }

  @Test
  void shouldOnlyPaintAndMove() {
    assertThat(head("mira").correctives().bases())
        .extracting(b -> b.target())
        .containsExactly(CorrectiveTarget.COLOUR, CorrectiveTarget.POSITION_LOCAL);
  }

  /** A head, and what a coefficient of 1 does to it. */
  private static final class Looked {
    private final Avatar avatar;
    private final double[] maps;

    Looked(Avatar avatar) {
      this.avatar = avatar;
      double[] vertices = new double[avatar.mesh().vertices().length];
      for (int i = 0; i < vertices.length; i++) {
        vertices[i] = avatar.mesh().vertices()[i];
      }
      maps = new double[TriangleFrames.STRIDE * avatar.mesh().triangleCount()];
      new TriangleFrames(avatar.gaussians().binding(), avatar.mesh().triangles())
          .compute(vertices, maps);
    }

    float[] landmark(int i) {
      int at = 3 * avatar.mesh().landmarks()[i];
      float[] v = avatar.mesh().vertices();
      return new float[] {v[at], v[at + 1], v[at + 2]};
    }

    private Corrector corrector(String name) {
      Corrector corrector = new Corrector(avatar);
      float[] coefficients = new float[avatar.correctives().size()];
      int k = avatar.correctives().names().indexOf(name);
      assertThat(k).as(name).isNotNegative();
      coefficients[k] = 1;
      corrector.take(coefficients);
      return corrector;
    }

    private double[] place(double[] mean, int i) {
      int a = TriangleFrames.STRIDE * avatar.gaussians().parent()[i];
      double[] out = new double[3];
      for (int r = 0; r < 3; r++) {
        out[r] = maps[a + TriangleFrames.ORIGIN + r];
        for (int c = 0; c < 3; c++) {
          out[r] += maps[a + 3 * r + c] * mean[c];
        }
      }
      return out;
    }

    private double[] rest(int i) {
      float[][] mu = avatar.gaussians().mean();
      return place(new double[] {mu[0][i], mu[1][i], mu[2][i]}, i);
    }

    private double[] tint(Corrector corrector, int i) {
      double[] colour = new double[3];
      corrector.colour(i, colour);
      for (int c = 0; c < 3; c++) {
        colour[c] -= avatar.gaussians().colour()[c][i];
      }
      return colour;
    }

    /** Sum of the changes of colour between two heights, metres. */
    double brighter(String name, double from, double to) {
      Corrector corrector = corrector(name);
      double sum = 0;
      for (int i = 0; i < avatar.gaussians().size(); i++) {
        double y = rest(i)[1];
        double[] d = tint(corrector, i);
        sum += y > from && y < to ? d[0] + d[1] + d[2] : 0;
      }
      return sum;
    }

    double largest(String name, double from, double to) {
      Corrector corrector = corrector(name);
      double most = 0;
      for (int i = 0; i < avatar.gaussians().size(); i++) {
        double y = rest(i)[1];
        double[] d = tint(corrector, i);
        for (int c = 0; c < 3 && y > from && y < to; c++) {
          most = Math.max(most, Math.abs(d[c]));
        }
      }
      return most;
    }

    /** Positive where the left is darkened, and nothing of the right. */
    double sides(String name) {
      Corrector corrector = corrector(name);
      double left = 0;
      double right = 0;
      for (int i = 0; i < avatar.gaussians().size(); i++) {
        double change = Math.abs(tint(corrector, i)[1]);
        if (rest(i)[0] > 0) {
          left += change;
        } else {
          right += change;
        }
      }
      assertThat(Math.min(left, right)).isZero();
      return left - right;
    }

    double redder(String name) {
      Corrector corrector = corrector(name);
      double sum = 0;
      for (int i = 0; i < avatar.gaussians().size(); i++) {
        double[] d = tint(corrector, i);
        sum += d[0] - d[1];
      }
      return sum;
    }

    /** Metres that the Gaussian moves that moves most. */
    double farthest(String name) {
      Corrector corrector = corrector(name);
      double most = 0;
      double[] mean = new double[3];
      for (int i = 0; i < avatar.gaussians().size(); i++) {
        corrector.mean(i, mean);
        double[] to = place(mean, i);
        double[] from = rest(i);
        most =
            Math.max(
                most, Math.hypot(Math.hypot(to[0] - from[0], to[1] - from[1]), to[2] - from[2]));
      }
      return most;
    }

    /** How far the Gaussians about a point come down, on average. */
    double lowering(String name, float[] point) {
      Corrector corrector = corrector(name);
      double sum = 0;
      double[] mean = new double[3];
      for (int i = 0; i < avatar.gaussians().size(); i++) {
        double[] from = rest(i);
        double d =
            Math.hypot(Math.hypot(point[0] - from[0], point[1] - from[1]), point[2] - from[2]);
        if (d < .006) {
          corrector.mean(i, mean);
          sum += from[1] - place(mean, i)[1];
        }
      }
      return sum;
    }
  }
}
