package io.visavis.inference.corrective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.GaussianCloud;
import io.visavis.avatar.TestAvatars;
import io.visavis.avatar.corrective.CoefficientNetwork;
import io.visavis.avatar.corrective.CoefficientNetwork.Input;
import io.visavis.avatar.corrective.CoefficientNetwork.Role;
import io.visavis.avatar.corrective.CorrectiveBasis;
import io.visavis.avatar.corrective.CorrectiveTarget;
import io.visavis.avatar.corrective.Correctives;
import io.visavis.avatar.corrective.Corrector;
import io.visavis.avatar.motion.MotionSpace;
import io.visavis.avatar.onnx.OnnxGraph;
import io.visavis.inference.Relation;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Refinements of Gaussians in the papers, as configurations of correctives, each by its formula.
 */
class PaperFormulasTest {
  /** kappa_0 of degree 0: colour = 0.5 + HARMONIC kappa_0. */
  private static final double HARMONIC = 0.28209479177387814;

  private static final int HIDDEN = 12;

  private final SplittableRandom random = new SplittableRandom(7);
  private final Avatar arkit = TestAvatars.odd(5);
  private final int n = arkit.gaussians().size();
  private final double[][] quaternion = new double[n][4];
  private final double[][] scale = new double[n][3];
  private final GaussianCloud cloud = gaussians();

  /** Equations 16 to 18: gamma = W(psi), then mean, rotation and kappa_0 by blendshapes. */
  @Test
  void shouldBeGaussianTalkersSpeakerSpecificBlendshapes() {
    int k = 5;
    int size = MotionSpace.FLAME.size();
    float[] w1 = floats(size * HIDDEN, .2);
    float[] b1 = floats(HIDDEN, .2);
    float[] w2 = floats(HIDDEN * k, .4);
    float[] position = floats(3 * n * k, .1);
    float[] rotation = floats(4 * n * k, .2);
    float[] kappa = floats(3 * n * k, .3);
    OnnxGraph graph = new OnnxGraph();
    graph.input("psi", size);
    String hidden =
        graph.op(
            "Relu",
            graph.op(
                "Gemm",
                "psi",
                graph.floats("w1", w1, size, HIDDEN),
                graph.floats("b1", b1, HIDDEN)));
    graph.named("MatMul", "gamma", hidden, graph.floats("w2", w2, HIDDEN, k));
    graph.output("gamma", k);
    float[] colour = kappa.clone();
    for (int i = 0; i < colour.length; i++) {
      colour[i] *= (float) HARMONIC;
    }
    Avatar avatar =
        head(
            MotionSpace.FLAME,
            k,
            List.of(
                new CorrectiveBasis(CorrectiveTarget.POSITION_LOCAL, false, 0, position),
                new CorrectiveBasis(CorrectiveTarget.ROTATION, false, 0, rotation),
                new CorrectiveBasis(CorrectiveTarget.COLOUR, false, 0, colour)),
            new CoefficientNetwork(
                graph.toBytes(Map.of()), List.of(Input.of(Role.MOTION, "psi")), "gamma"));

    float[] psi = floats(size, .8);
    Corrector corrected = corrected(avatar, psi, new float[Relation.SIZE], 0);

    double[] gamma = new double[k];
    for (int h = 0; h < HIDDEN; h++) {
      double sum = b1[h];
      for (int i = 0; i < size; i++) {
        sum += psi[i] * w1[i * HIDDEN + h];
      }
      for (int j = 0; j < k && sum > 0; j++) {
        gamma[j] += sum * w2[h * k + j];
      }
    }
    for (int i = 0; i < n; i++) {
      double[] u = new double[3];
      corrected.mean(i, u);
      double[] c = new double[3];
      corrected.colour(i, c);
      for (int x = 0; x < 3; x++) {
        assertThat(u[x]).isCloseTo(cloud.mean()[x][i] + blend(gamma, position, 3, x, i), near());
        double kappa0 = (cloud.colour()[x][i] - 0.5) / HARMONIC;
        double refined = kappa0 + blend(gamma, kappa, 3, x, i);
        assertThat(c[x]).isCloseTo(0.5 + HARMONIC * refined, near());
      }
      double[] r = {
        1 + blend(gamma, rotation, 4, 0, i),
        blend(gamma, rotation, 4, 1, i),
        blend(gamma, rotation, 4, 2, i),
        blend(gamma, rotation, 4, 3, i)
      };
      rotated(corrected, i, r);
    }
  }

  /** Equation 8: c = GON(q, t), one offset an anchor, shared by its Gaussians, in the world. */
  @Test
  void shouldBeRsaTalkersGaussianOffsets() {
    int k = 4;
    int width = 6;
    float period = 5;
    float[] blood = floats(width, .5);
    float[] strangers = orthogonal(blood);
    float[] equal = floats(width, .5);
    float[] unequal = orthogonal(equal);
    float[] w = floats((2 * width + 2) * k, .5);
    float[] offsets = floats(3 * arkit.mesh().triangleCount() * k, .01);
    OnnxGraph graph = new OnnxGraph();
    graph.input("relation", Relation.SIZE);
    graph.input("t", 2);
    String kin = choice(graph, graph.columns("relation", 0, 1), "kin", blood, strangers);
    String standing = choice(graph, graph.columns("relation", 1, 2), "standing", equal, unequal);
    String q = graph.concat(1, kin, standing, "t");
    String sum = graph.op("MatMul", q, graph.floats("gon", w, 2 * width + 2, k));
    graph.named("Tanh", "c", sum);
    graph.output("c", k);
    Avatar avatar =
        head(
            MotionSpace.ARKIT,
            k,
            List.of(new CorrectiveBasis(CorrectiveTarget.POSITION_WORLD, true, 0, offsets)),
            new CoefficientNetwork(
                graph.toBytes(Map.of()),
                List.of(Input.of(Role.RELATION, "relation"), Input.time("t", List.of(period))),
                "c"));

    for (String relation : List.of("blood,equal", "non-blood,unequal", "blood,self-lower")) {
      for (long frame : new long[] {0, 31, 31 + 125, 1_000_000_031L}) {
        float[] standingNow = new float[Relation.SIZE];
        Relation.parse(relation).write(standingNow);
        Corrector corrected = corrected(avatar, new float[55], standingNow, frame);
        float[] first = standingNow[0] == 1 ? blood : strangers;
        float[] second = standingNow[1] == 1 ? equal : unequal;
        double phase = 2 * Math.PI * (frame % 125) / 125;
        double[] c = new double[k];
        for (int j = 0; j < k; j++) {
          double x = Math.sin(phase) * w[2 * width * k + j];
          x += Math.cos(phase) * w[(2 * width + 1) * k + j];
          for (int d = 0; d < width; d++) {
            x += first[d] * w[d * k + j] + second[d] * w[(width + d) * k + j];
          }
          c[j] = Math.tanh(x);
        }
        for (int i = 0; i < n; i++) {
          double[] offset = new double[3];
          corrected.worldOffset(i, offset);
          int anchor = cloud.parent()[i];
          int anchors = arkit.mesh().triangleCount();
          for (int x = 0; x < 3; x++) {
            double expected = 0;
            for (int j = 0; j < k; j++) {
              expected += c[j] * offsets[(3 * j + x) * anchors + anchor];
            }
            assertThat(offset[x]).isCloseTo(expected, within(1e-6));
          }
        }
      }
    }
  }

  /** Equation 1: B = B0 + sum psi_k (Bk - B0), over every attribute, quaternions added. */
  @Test
  void shouldBeGaussianBlendshapes() {
    int k = 6;
    float[] position = floats(3 * n * k, .1);
    float[] added = floats(4 * n * k, .2);
    float[] rotation = inFrame(added, k);
    float[] scales = floats(3 * n * k, .05);
    float[] opacity = floats(n * k, .1);
    float[] colour = floats(3 * n * k, .2);
    OnnxGraph graph = new OnnxGraph();
    graph.input("motion", MotionSpace.FLAME.size());
    graph.named("Identity", "psi", graph.columns("motion", 0, k));
    graph.output("psi", k);
    Avatar avatar =
        head(
            MotionSpace.FLAME,
            k,
            List.of(
                new CorrectiveBasis(CorrectiveTarget.POSITION_LOCAL, false, 0, position),
                new CorrectiveBasis(CorrectiveTarget.ROTATION, false, 0, rotation),
                new CorrectiveBasis(CorrectiveTarget.SCALE_LINEAR, false, 0, scales),
                new CorrectiveBasis(CorrectiveTarget.OPACITY_LINEAR, false, 0, opacity),
                new CorrectiveBasis(CorrectiveTarget.COLOUR, false, 0, colour)),
            new CoefficientNetwork(
                graph.toBytes(Map.of()), List.of(Input.of(Role.MOTION, "motion")), "psi"));

    float[] motion = floats(MotionSpace.FLAME.size(), .8);
    Corrector corrected = corrected(avatar, motion, new float[Relation.SIZE], 0);

    double[] psi = IntStream.range(0, k).mapToDouble(i -> motion[i]).toArray();
    for (int i = 0; i < n; i++) {
      double[] u = new double[3];
      corrected.mean(i, u);
      double[] c = new double[3];
      corrected.colour(i, c);
      for (int x = 0; x < 3; x++) {
        assertThat(u[x]).isCloseTo(cloud.mean()[x][i] + blend(psi, position, 3, x, i), near());
        assertThat(c[x]).isCloseTo(cloud.colour()[x][i] + blend(psi, colour, 3, x, i), near());
      }
      assertThat(corrected.opacity(i))
          .isCloseTo(Math.clamp(cloud.opacity()[i] + blend(psi, opacity, 1, 0, i), 0, 1), near());
      double[] r = new double[4];
      for (int x = 0; x < 4; x++) {
        r[x] = quaternion[i][x] + blend(psi, added, 4, x, i);
      }
      double[] length = new double[3];
      for (int x = 0; x < 3; x++) {
        length[x] = Math.max(0, scale[i][x] + blend(psi, scales, 3, x, i));
      }
      double[] factor = new double[9];
      corrected.factor(i, factor);
      double[][] turn = matrix(r);
      for (int x = 0; x < 9; x++) {
        assertThat(factor[x]).isCloseTo(turn[x / 3][x % 3] * length[x % 3], near());
      }
    }
  }

  /** R(r) R(q) diag(s), Gaussian i's own rotation turned by q. */
  private void rotated(Corrector corrected, int i, double[] q) {
    double[][] own = matrix(quaternion[i]);
    double[][] turn = matrix(q);
    double[] factor = new double[9];
    corrected.factor(i, factor);
    for (int r = 0; r < 3; r++) {
      for (int c = 0; c < 3; c++) {
        double expected = 0;
        for (int j = 0; j < 3; j++) {
          expected += own[r][j] * turn[j][c];
        }
        assertThat(factor[3 * r + c]).isCloseTo(expected * scale[i][c], near());
      }
    }
  }

  /** The rotation of a quaternion of any length. */
  private static double[][] matrix(double[] q) {
    double norm = Math.sqrt(q[0] * q[0] + q[1] * q[1] + q[2] * q[2] + q[3] * q[3]);
    double w = q[0] / norm;
    double x = q[1] / norm;
    double y = q[2] / norm;
    double z = q[3] / norm;
    return new double[][] {
      {1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y)},
      {2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x)},
      {2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)}
    };
  }

  /** Changes that are added to quaternions, as changes that are multiplied: r^-1 d. */
  private float[] inFrame(float[] added, int rows) {
    float[] out = new float[added.length];
    for (int k = 0; k < rows; k++) {
      for (int i = 0; i < n; i++) {
        double[] r = quaternion[i];
        double[] d = new double[4];
        for (int x = 0; x < 4; x++) {
          d[x] = added[(4 * k + x) * n + i];
        }
        double[] product = {
          r[0] * d[0] + r[1] * d[1] + r[2] * d[2] + r[3] * d[3],
          r[0] * d[1] - r[1] * d[0] - r[2] * d[3] + r[3] * d[2],
          r[0] * d[2] + r[1] * d[3] - r[2] * d[0] - r[3] * d[1],
          r[0] * d[3] - r[1] * d[2] + r[2] * d[1] - r[3] * d[0]
        };
        for (int x = 0; x < 4; x++) {
          out[(4 * k + x) * n + i] = (float) product[x];
        }
      }
    }
    return out;
  }

  /** Gaussians of that number, each with a rotation and scales. */
  private GaussianCloud gaussians() {
    GaussianCloud odd = arkit.gaussians();
    float[][] factor = new float[9][n];
    for (int i = 0; i < n; i++) {
      double norm = 0;
      for (int x = 0; x < 4; x++) {
        quaternion[i][x] = random.nextDouble(-1, 1);
        norm += quaternion[i][x] * quaternion[i][x];
      }
      for (int x = 0; x < 4; x++) {
        quaternion[i][x] /= Math.sqrt(norm);
      }
      double[][] r = matrix(quaternion[i]);
      for (int x = 0; x < 3; x++) {
        scale[i][x] = random.nextDouble(.1, 1);
      }
      for (int x = 0; x < 9; x++) {
        factor[x][i] = (float) (r[x / 3][x % 3] * scale[i][x % 3]);
      }
    }
    return new GaussianCloud(
        odd.binding(), odd.parent(), odd.mean(), factor, odd.opacity(), odd.colour());
  }

  /** e1 where the flag is 1, e0 where it is 0: orthogonal embeddings of a binary state. */
  private static String choice(
      OnnxGraph graph, String flag, String name, float[] one, float[] zero) {
    float[] difference = new float[one.length];
    for (int d = 0; d < one.length; d++) {
      difference[d] = one[d] - zero[d];
    }
    String scaled = graph.op("MatMul", flag, graph.floats(name + "1", difference, 1, one.length));
    return graph.op("Add", scaled, graph.floats(name + "0", zero, one.length));
  }

  /** A vector of the same length at right angles. */
  private float[] orthogonal(float[] e) {
    float[] out = floats(e.length, .5);
    double dot = 0;
    double norm = 0;
    for (int d = 0; d < e.length; d++) {
      dot += out[d] * e[d];
      norm += e[d] * e[d];
    }
    for (int d = 0; d < e.length; d++) {
      out[d] -= (float) (dot / norm * e[d]);
    }
    return out;
  }

  private Avatar head(
      MotionSpace space, int k, List<CorrectiveBasis> bases, CoefficientNetwork network) {
    List<String> names = IntStream.range(0, k).mapToObj(i -> "c" + i).toList();
    return TestAvatars.of(space, arkit.mesh(), cloud, new Correctives(names, bases, network));
  }

  private static Corrector corrected(Avatar avatar, float[] motion, float[] relation, long frame) {
    Corrector corrector = new Corrector(avatar);
    try (CoefficientModel model = CoefficientModel.open(avatar);
        CoefficientBatch batch = new CoefficientBatch(model, 1)) {
      CoefficientStream stream = new CoefficientStream(model, avatar.space(), 0);
      stream.take(frame, motion, new float[7], relation);
      batch.run(List.of(stream));
      corrector.take(stream.coefficients());
    }
    return corrector;
  }

  private double blend(double[] gamma, float[] basis, int channels, int channel, int i) {
    double sum = 0;
    for (int k = 0; k < gamma.length; k++) {
      sum += gamma[k] * basis[(k * channels + channel) * n + i];
    }
    return sum;
  }

  private static org.assertj.core.data.Offset<Double> near() {
    return within(2e-5);
  }

  private float[] floats(int count, double most) {
    float[] out = new float[count];
    for (int i = 0; i < count; i++) {
      out[i] = (float) random.nextDouble(-most, most);
    }
    return out;
  }
}
