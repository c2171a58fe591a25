package io.visavis.render;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.Avatar.DefaultCamera;
import io.visavis.avatar.GaussianCloud;
import io.visavis.avatar.Harmonics;
import io.visavis.avatar.corrective.Correctives;
import io.visavis.avatar.motion.MotionSpace;
import io.visavis.avatar.rig.Binding;
import io.visavis.avatar.rig.HeadMesh;
import io.visavis.avatar.rig.Joint;
import io.visavis.avatar.rig.MorphTarget;
import io.visavis.avatar.rig.Retarget;
import io.visavis.avatar.rig.RigPose;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Avatars made for tests: a head-like ball, and Gaussians of every kind in disorder. */
public final class Scenes {
  private static final int RINGS = 60;
  private static final int SEGMENTS = 80;

  private Scenes() {}

  /** A frame of a motion space by chance: every coefficient 0 to 1, angles about 0.3 radians. */
  public static float[] motion(MotionSpace space, long seed) {
    Random random = new Random(seed);
    float[] motion = new float[space.size()];
    for (int c = 0; c < motion.length; c++) {
      motion[c] =
          c < space.coefficients() ? random.nextFloat() : (float) (0.3 * random.nextGaussian());
    }
    return motion;
  }

  /** A view of any size, from anywhere about the avatar and any distance. */
  public static View anyView(Avatar avatar, Random random, int largest) {
    return View.orbit(
        avatar.camera(),
        2 * (32 + random.nextInt(largest / 2 - 32)),
        2 * (32 + random.nextInt(largest / 2 - 32)),
        6 * random.nextDouble(),
        random.nextDouble(),
        0.5 + 4 * random.nextDouble());
  }

  /** A picture by chance behind a view, into whose lower third the head is eased. */
  public static Background.Plate plate(View view, long seed) {
    Random random = new Random(seed);
    int[] rgb = random.ints((long) view.width() * view.height(), 0, 1 << 24).toArray();
    return new Background.Plate(view.width(), view.height(), rgb, 0.6f, 0.9f);
  }

  /**
   * A ball of 10 cm radius with a jaw that opens and eyelids of a sort, n Gaussians on its skin.
   */
  public static Avatar ball(int n, Binding binding, long seed) {
    Random random = new Random(seed);
    int vertices = (RINGS + 1) * SEGMENTS;
    float[] rest = new float[3 * vertices];
    float[] weights = new float[Joint.COUNT * vertices];
    for (int r = 0; r <= RINGS; r++) {
      for (int s = 0; s < SEGMENTS; s++) {
        int v = r * SEGMENTS + s;
        double polar = Math.PI * (0.01 + 0.98 * r / RINGS);
        double turn = 2 * Math.PI * s / SEGMENTS;
        rest[3 * v] = (float) (0.08 * Math.sin(polar) * Math.sin(turn));
        rest[3 * v + 1] = (float) (0.1 * Math.cos(polar));
        rest[3 * v + 2] = (float) (0.09 * Math.sin(polar) * Math.cos(turn));
        float neck = Math.clamp(0.5f + 8 * rest[3 * v + 1], 0f, 1f);
        weights[Joint.COUNT * v + Joint.ROOT.ordinal()] = 1 - neck;
        weights[Joint.COUNT * v + Joint.NECK.ordinal()] = neck;
      }
    }
    int[] triangles = new int[6 * RINGS * SEGMENTS];
    for (int q = 0; q < RINGS * SEGMENTS; q++) {
      int a = q / SEGMENTS * SEGMENTS + q % SEGMENTS;
      int b = q / SEGMENTS * SEGMENTS + (q + 1) % SEGMENTS;
      int[] corners = {a, a + SEGMENTS, b, b, a + SEGMENTS, b + SEGMENTS};
      System.arraycopy(corners, 0, triangles, 6 * q, 6);
    }
    HeadMesh mesh =
        new HeadMesh(
            rest,
            triangles,
            List.of(
                morph("jawOpen", rest, 1, -0.02f, v -> v < -0.01f),
                morph("mouthPucker", rest, 2, 0.01f, v -> v > 0.05f)),
            new float[] {
              0, -0.1f, 0, 0, -0.05f, 0, 0, 0, 0, 0.03f, 0.02f, 0.06f, -0.03f, 0.02f, 0.06f
            },
            weights);
    int faces = triangles.length / 3;
    int[] parent = IntStream.range(0, n).map(i -> (int) ((long) i * faces / n)).toArray();
    float[][] mean = planes(3, n, () -> (float) (0.3 * random.nextGaussian()));
    float[][] factor = planes(9, n, () -> (float) (0.2 * random.nextGaussian()));
    if (binding == Binding.AFFINE) {
      for (int i = 0; i < n; i++) {
        mean[2][i] *= 0.001f;
        for (int c = 6; c < 9; c++) {
          factor[c][i] *= 0.003f;
        }
      }
    }
    float[] opacity = planes(1, n, () -> 0.3f + 0.65f * random.nextFloat())[0];
    float[][] colour = planes(3, n, () -> 0.2f + 0.7f * random.nextFloat());
    return avatar("ball", mesh, cloud(binding, parent, mean, factor, opacity, colour, random));
  }

  /** Origins of their own, and means in metres, where the binding has them. */
  private static GaussianCloud cloud(
      Binding binding,
      int[] parent,
      float[][] mean,
      float[][] factor,
      float[] opacity,
      float[][] colour,
      Random random) {
    if (binding != Binding.BARYCENTRIC) {
      return new GaussianCloud(binding, parent, mean, factor, opacity, colour);
    }
    float[][] origin = planes(3, parent.length, () -> (float) (0.3 * random.nextGaussian()));
    for (int i = 0; i < parent.length; i++) {
      origin[2][i] = 1 - origin[0][i] - origin[1][i];
      for (float[] plane : mean) {
        plane[i] *= 0.005f;
      }
    }
    return new GaussianCloud(
        binding, parent, origin, mean, factor, opacity, colour, Harmonics.NONE);
  }

  /**
   * The ball as a head of FLAME: a jaw and eyes that the joints turn, expressions that move every
   * vertex and the pivots, and pose correctives.
   */
  public static Avatar flame(int n, Binding binding, long seed) {
    Avatar ball = ball(n, binding, seed);
    HeadMesh mesh = ball.mesh();
    Random random = new Random(seed);
    float[] weights = mesh.weights().clone();
    for (int v = 0; v < mesh.vertexCount(); v++) {
      float jaw = Math.clamp(-12 * mesh.vertices()[3 * v + 1], 0f, 0.6f);
      jaw *= weights[Joint.COUNT * v + Joint.NECK.ordinal()];
      weights[Joint.COUNT * v + Joint.NECK.ordinal()] -= jaw;
      weights[Joint.COUNT * v + Joint.JAW.ordinal()] += jaw;
    }
    List<MorphTarget> morphs = new ArrayList<>();
    for (int k = 0; k < 50; k += 7) {
      int[] all = IntStream.range(0, mesh.vertexCount()).toArray();
      float[] deltas = planes(1, 3 * all.length, () -> (float) (2e-4 * random.nextGaussian()))[0];
      float[] pivots = planes(1, 15, () -> (float) (3e-3 * random.nextGaussian()))[0];
      morphs.add(new MorphTarget("expression" + k, all, deltas, pivots));
    }
    float[] correctives =
        planes(
            1,
            RigPose.FEATURES * mesh.vertices().length,
            () -> (float) (2e-3 * random.nextGaussian()))[0];
    return new Avatar(
        "flame",
        "flame",
        MotionSpace.FLAME,
        new HeadMesh(
            mesh.vertices(), mesh.triangles(), morphs, mesh.pivots(), weights, correctives),
        ball.gaussians(),
        Correctives.NONE,
        ball.camera(),
        "Apache-2.0");
  }

  /** A head of FLAME that motion of arkit moves too, in some way. */
  public static Avatar retargeted(Avatar flame, long seed) {
    Random random = new Random(seed);
    int values = Retarget.values(MotionSpace.FLAME) * Retarget.drivers(MotionSpace.ARKIT);
    float[] matrix = planes(1, values, () -> (float) (0.1 * random.nextGaussian()))[0];
    return flame.with(new Retarget(MotionSpace.ARKIT, matrix));
  }

  /**
   * Gaussians of every kind: huge, tiny, needles, edge-on, without extent, before and behind the
   * camera, opaque and faint, on triangles of which some have no area.
   */
  public static Avatar disorder(int n, long seed) {
    Random random = new Random(seed);
    int vertices = 200;
    float[] rest = planes(1, 3 * vertices, () -> (float) (0.15 * random.nextGaussian()))[0];
    int[] triangles = random.ints(3 * 150, 0, vertices).toArray();
    for (int f = 0; f < 5; f++) {
      Arrays.fill(triangles, 3 * f, 3 * f + 3, f);
    }
    float[] weights = new float[Joint.COUNT * vertices];
    for (int v = 0; v < vertices; v++) {
      weights[Joint.COUNT * v + random.nextInt(Joint.COUNT)] = 1;
    }
    HeadMesh mesh =
        new HeadMesh(
            rest,
            triangles,
            List.of(morph("jawOpen", rest, 1, 0.1f, v -> v < 0)),
            planes(1, 15, () -> 0.1f * random.nextFloat())[0],
            weights);
    int[] parent = random.ints(n, 0, 150).toArray();
    float[][] mean = planes(3, n, () -> (float) random.nextGaussian());
    float[][] factor = new float[9][n];
    float[] opacity = planes(1, n, random::nextFloat)[0];
    for (int i = 0; i < n; i++) {
      double size = 0.3 * Math.exp(random.nextGaussian());
      for (int c = 0; c < 9; c++) {
        factor[c][i] = (float) (size * random.nextGaussian());
      }
      switch (random.nextInt(10)) {
        case 0 -> scale(factor, i, 0, 30); // huge
        case 1 -> scale(factor, i, 0, 1e-4f); // tiny
        case 2 -> scale(factor, i, 0, 0); // without extent
        case 3 -> scale(factor, i, 1, 0); // a needle: the first column only
        case 4 -> opacity[i] = 1;
        case 5 -> opacity[i] *= 0.006f;
        case 6 -> mean[random.nextInt(3)][i] *= 30; // far away, or behind the camera
        default -> {}
      }
    }
    float[][] colour = planes(3, n, random::nextFloat);
    return avatar(
        "disorder",
        mesh,
        cloud(
            Binding.values()[(int) (seed % Binding.values().length)],
            parent,
            mean,
            factor,
            opacity,
            colour,
            random));
  }

  /** Scales the columns of a factor from the given one on. */
  private static void scale(float[][] factor, int i, int fromColumn, float by) {
    for (int row = 0; row < 3; row++) {
      for (int column = fromColumn; column < 3; column++) {
        factor[3 * row + column][i] *= by;
      }
    }
  }

  public static float[][] planes(int planes, int n, Supplier<Float> value) {
    float[][] out = new float[planes][n];
    for (float[] plane : out) {
      for (int i = 0; i < n; i++) {
        plane[i] = value.get();
      }
    }
    return out;
  }

  /** A morph target that moves, by the same amount along one axis, the vertices that it picks. */
  private static MorphTarget morph(
      String name, float[] rest, int axis, float by, Predicate<Float> picks) {
    int[] moved =
        IntStream.range(0, rest.length / 3).filter(v -> picks.test(rest[3 * v + axis])).toArray();
    float[] deltas = new float[3 * moved.length];
    for (int i = 0; i < moved.length; i++) {
      deltas[3 * i + axis] = by;
    }
    return new MorphTarget(name, moved, deltas);
  }

  private static Avatar avatar(String name, HeadMesh mesh, GaussianCloud cloud) {
    return new Avatar(
        name, name, mesh, cloud, new DefaultCamera(new float[3], 0.9f, 0.356f), "Apache-2.0");
  }
}
