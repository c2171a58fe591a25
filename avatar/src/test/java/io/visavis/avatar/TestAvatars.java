package io.visavis.avatar;

import io.visavis.avatar.corrective.CoefficientNetwork;
import io.visavis.avatar.corrective.CoefficientNetwork.Input;
import io.visavis.avatar.corrective.CoefficientNetwork.Role;
import io.visavis.avatar.corrective.CorrectiveBasis;
import io.visavis.avatar.corrective.CorrectiveTarget;
import io.visavis.avatar.corrective.Correctives;
import io.visavis.avatar.motion.ArkitChannel;
import io.visavis.avatar.motion.MotionSpace;
import io.visavis.avatar.rig.Binding;
import io.visavis.avatar.rig.HeadMesh;
import io.visavis.avatar.rig.Joint;
import io.visavis.avatar.rig.MorphTarget;
import io.visavis.avatar.rig.Retarget;
import io.visavis.avatar.rig.RigPose;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Avatars for tests. */
public final class TestAvatars {
  private TestAvatars() {}

  /**
   * A ball with eyes: rings of vertices about a head-sized ellipsoid, every coefficient a bump at
   * about the right place, one Gaussian a triangle. Passes every check.
   */
  public static Avatar ball(String name) {
    int rings = 16;
    int around = 24;
    float[] vertices = new float[3 * rings * around];
    float[] weights = new float[Joint.COUNT * rings * around];
    for (int r = 0; r < rings; r++) {
      double latitude = Math.PI * (r + 0.5) / rings - Math.PI / 2;
      for (int a = 0; a < around; a++) {
        int v = r * around + a;
        double longitude = 2 * Math.PI * a / around;
        vertices[3 * v] = (float) (0.08 * Math.cos(latitude) * Math.sin(longitude));
        vertices[3 * v + 1] = (float) (0.12 * Math.sin(latitude));
        vertices[3 * v + 2] = (float) (0.1 * Math.cos(latitude) * Math.cos(longitude));
        weights[Joint.COUNT * v + joint(vertices, v).ordinal()] = 1;
      }
    }
    int[] triangles = new int[6 * (rings - 1) * around];
    int t = 0;
    for (int r = 0; r + 1 < rings; r++) {
      for (int a = 0; a < around; a++) {
        int here = r * around + a;
        int right = r * around + (a + 1) % around;
        for (int v : new int[] {here, right, right + around, here, right + around, here + around}) {
          triangles[t++] = v;
        }
      }
    }
    float[] pivots = {
      0, -0.2f, 0, 0, -0.1f, -0.01f, 0, -0.02f, 0, .03f, .02f, .06f, -.03f, .02f, .06f
    };
    HeadMesh mesh = new HeadMesh(vertices, triangles, bumps(vertices), pivots, weights);
    return new Avatar(
        name,
        "A ball",
        mesh,
        onePerTriangle(mesh),
        new Avatar.DefaultCamera(new float[] {0, 0, 0}, 0.9f, 0.36f),
        "Apache-2.0");
  }

  private static Joint joint(float[] vertices, int v) {
    if (vertices[3 * v + 1] < -0.1) {
      return Joint.ROOT;
    }
    boolean eye = vertices[3 * v + 2] > 0.07 && Math.abs(vertices[3 * v + 1] - 0.02) < 0.015;
    if (eye && Math.abs(vertices[3 * v]) > 0.01) {
      return vertices[3 * v] > 0 ? Joint.EYE_LEFT : Joint.EYE_RIGHT;
    }
    return Joint.NECK;
  }

  private static List<MorphTarget> bumps(float[] vertices) {
    List<MorphTarget> morphs = new ArrayList<>();
    for (int k = 0; k < ArkitChannel.COEFFICIENTS; k++) {
      String channel = ArkitChannel.values()[k].channelName();
      double x = channel.endsWith("Left") ? 0.03 : channel.endsWith("Right") ? -0.03 : 0;
      double y = channel.startsWith("brow") ? 0.06 : channel.startsWith("eye") ? 0.02 : -0.05;
      List<Integer> moved = new ArrayList<>();
      for (int v = 0; v < vertices.length / 3; v++) {
        double d = Math.hypot(vertices[3 * v] - x, vertices[3 * v + 1] - y);
        if (d < 0.025 && vertices[3 * v + 2] > 0) {
          moved.add(v);
        }
      }
      float[] deltas = new float[3 * moved.size()];
      for (int i = 0; i < moved.size(); i++) {
        deltas[3 * i + 1] = channel.equals("jawOpen") ? -0.01f : 0.004f;
        deltas[3 * i + 2] = 0.0001f * k;
      }
      morphs.add(
          new MorphTarget(channel, moved.stream().mapToInt(Integer::intValue).toArray(), deltas));
    }
    return morphs;
  }

  private static GaussianCloud onePerTriangle(HeadMesh mesh) {
    int n = mesh.triangleCount();
    int[] parent = new int[n];
    float[][] factor = new float[9][n];
    float[] opacity = new float[n];
    float[][] colour = new float[3][n];
    for (int i = 0; i < n; i++) {
      parent[i] = i;
      factor[0][i] = 0.4f;
      factor[3][i] = -0.1f;
      factor[4][i] = 0.4f;
      factor[8][i] = 0.001f;
      opacity[i] = 0.95f;
      colour[0][i] = 0.8f;
      colour[1][i] = 0.6f;
      colour[2][i] = (float) i / n;
    }
    return new GaussianCloud(Binding.AFFINE, parent, new float[3][n], factor, opacity, colour);
  }

  /** Odd values everywhere: weights on all five joints, an empty morph target. */
  public static Avatar odd(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int v = random.nextInt(3, 40);
    int f = random.nextInt(1, 60);
    int n = random.nextInt(1, 80);
    float[] weights = new float[Joint.COUNT * v];
    for (int i = 0; i < v; i++) {
      int joints = random.nextInt(1, Joint.COUNT + 1);
      for (int j = 0; j < joints; j++) {
        weights[Joint.COUNT * i + j] = 1f / joints;
      }
    }
    List<MorphTarget> morphs =
        List.of(
            new MorphTarget("nothing", new int[0], new float[0]),
            new MorphTarget("jawOpen", new int[] {0, 2}, floats(random, 6, 0.1)),
            new MorphTarget("still", new int[] {1}, new float[] {0, -0f, 0}),
            new MorphTarget(
                "ünïcode \"x\"",
                java.util.stream.IntStream.range(0, v).toArray(),
                floats(random, 3 * v, 1)));
    HeadMesh mesh =
        new HeadMesh(
            floats(random, 3 * v, 1),
            random.ints(3L * f, 0, v).toArray(),
            morphs,
            floats(random, 3 * Joint.COUNT, 0.3),
            weights);
    float[] unit = new float[n];
    for (int i = 0; i < n; i++) {
      unit[i] = (float) random.nextDouble();
    }
    GaussianCloud cloud =
        new GaussianCloud(
            random.nextBoolean() ? Binding.AFFINE : Binding.FRAME,
            random.ints(n, 0, f).toArray(),
            planes(random, 3, n),
            planes(random, 9, n),
            unit,
            new float[][] {unit.clone(), unit.clone(), unit.clone()});
    return new Avatar(
        "odd-" + (seed & 0xff),
        "An odd “title” \\ /",
        mesh,
        cloud,
        new Avatar.DefaultCamera(
            floats(random, 3, 1),
            (float) random.nextDouble(.1, 2),
            (float) random.nextDouble(.1, 1)),
        "Nobody's");
  }

  /**
   * A ball that FLAME's motion moves: 50 expressions that also move joints, a jaw that turns the
   * lower face, pose correctives, Gaussians with harmonics, and a coefficient that blushes. Passes
   * every check.
   */
  public static Avatar flame(String name) {
    Avatar ball = ball(name);
    HeadMesh mesh = ball.mesh();
    SplittableRandom random = new SplittableRandom(56);
    List<MorphTarget> morphs = new ArrayList<>();
    for (int k = 0; k < MotionSpace.FLAME.coefficients(); k++) {
      MorphTarget bump = mesh.morphs().get(k);
      morphs.add(
          new MorphTarget(
              MotionSpace.FLAME.names().get(k),
              bump.vertices(),
              bump.deltas(),
              floats(random, 3 * Joint.COUNT, 0.001)));
    }
    float[] weights = mesh.weights().clone();
    for (int v = 0; v < mesh.vertexCount(); v++) {
      boolean chin = mesh.vertices()[3 * v + 1] < -0.04 && mesh.vertices()[3 * v + 2] > 0.02;
      if (chin && weights[Joint.COUNT * v + Joint.NECK.ordinal()] == 1) {
        weights[Joint.COUNT * v + Joint.NECK.ordinal()] = 0.25f;
        weights[Joint.COUNT * v + Joint.JAW.ordinal()] = 0.75f;
      }
    }
    int n = ball.gaussians().size();
    GaussianCloud cloud = ball.gaussians();
    return new Avatar(
        name,
        "A ball of FLAME",
        MotionSpace.FLAME,
        new HeadMesh(
            mesh.vertices(),
            mesh.triangles(),
            morphs,
            mesh.pivots(),
            weights,
            floats(random, RigPose.FEATURES * 3 * mesh.vertexCount(), 0.001)),
        new GaussianCloud(
            cloud.binding(),
            cloud.parent(),
            cloud.origin(),
            cloud.mean(),
            cloud.factor(),
            cloud.opacity(),
            cloud.colour(),
            new Harmonics(1, false, planes(random, 9, n, 0.1))),
        new Correctives(
            List.of("blush"),
            List.of(
                new CorrectiveBasis(
                    CorrectiveTarget.COLOUR, false, 0, floats(random, 3 * n, 0.1)))),
        ball.camera(),
        ball.licence());
  }

  /**
   * {@link #odd} values of everything that an avatar can have: origins, harmonics, pose
   * correctives, joints that morph targets move, landmarks, a retargeting, and bases of every
   * attribute, in either motion space.
   */
  public static Avatar everything(long seed) {
    Avatar odd = odd(seed);
    SplittableRandom random = new SplittableRandom(~seed);
    HeadMesh mesh = odd.mesh();
    GaussianCloud cloud = odd.gaussians();
    List<MorphTarget> morphs = new ArrayList<>(mesh.morphs());
    MorphTarget jaw = morphs.get(1);
    morphs.set(
        1,
        new MorphTarget(
            jaw.name(), jaw.vertices(), jaw.deltas(), floats(random, 3 * Joint.COUNT, 0.1)));
    int n = cloud.size();
    float[][] origin = planes(random, 3, n, 1);
    for (int i = 0; i < n; i++) {
      origin[2][i] = 1 - origin[0][i] - origin[1][i];
    }
    int degree = random.nextInt(1, Harmonics.MAX_DEGREE + 1);
    Harmonics harmonics =
        new Harmonics(
            degree, random.nextBoolean(), planes(random, 3 * (degree + 1) * (degree + 1) - 3, n));
    MotionSpace space = random.nextBoolean() ? MotionSpace.FLAME : MotionSpace.ARKIT;
    SplittableRandom other = new SplittableRandom(seed);
    return new Avatar(
        odd.name(),
        odd.title(),
        space,
        retarget(space, other),
        new HeadMesh(
            mesh.vertices(),
            mesh.triangles(),
            morphs,
            mesh.pivots(),
            mesh.weights(),
            floats(random, RigPose.FEATURES * 3 * mesh.vertexCount(), 0.1),
            other.ints(HeadMesh.LANDMARKS, 0, mesh.vertexCount()).toArray()),
        new GaussianCloud(
            Binding.BARYCENTRIC,
            cloud.parent(),
            origin,
            cloud.mean(),
            cloud.factor(),
            cloud.opacity(),
            planes(random, 3, n),
            harmonics),
        correctives(random, n, mesh.triangleCount()),
        odd.camera(),
        odd.licence());
  }

  /** Those parts, and ordinary words and a camera. */
  public static Avatar of(
      MotionSpace space, HeadMesh mesh, GaussianCloud cloud, Correctives correctives) {
    return new Avatar(
        "parts",
        "Parts",
        space,
        mesh,
        cloud,
        correctives,
        new Avatar.DefaultCamera(new float[3], 1, 0.4f),
        "Apache-2.0");
  }

  /** Any retargeting of a head of that space. */
  public static Retarget retarget(MotionSpace space, SplittableRandom random) {
    MotionSpace from = space == MotionSpace.FLAME ? MotionSpace.ARKIT : MotionSpace.FLAME;
    return new Retarget(from, floats(random, Retarget.values(space) * Retarget.drivers(from), 0.5));
  }

  private static Correctives correctives(SplittableRandom random, int gaussians, int triangles) {
    List<CorrectiveTarget> targets =
        List.of(
            CorrectiveTarget.POSITION_LOCAL,
            CorrectiveTarget.POSITION_WORLD,
            CorrectiveTarget.ROTATION,
            random.nextBoolean() ? CorrectiveTarget.SCALE_LOG : CorrectiveTarget.SCALE_LINEAR,
            random.nextBoolean() ? CorrectiveTarget.OPACITY_LOGIT : CorrectiveTarget.OPACITY_LINEAR,
            CorrectiveTarget.COLOUR,
            CorrectiveTarget.COLOUR);
    List<CorrectiveBasis> bases = new ArrayList<>();
    for (CorrectiveTarget target : targets) {
      boolean shared = random.nextBoolean();
      int first = random.nextInt(4);
      int rows = random.nextInt(1, 5 - first);
      int domain = shared ? triangles : gaussians;
      bases.add(
          new CorrectiveBasis(
              target, shared, first, floats(random, rows * target.channels() * domain, 0.2)));
    }
    return new Correctives(List.of("blush", "c 1", "größer", "\"q\""), bases, network(random));
  }

  /** What hears everything; its bytes are no network. */
  private static CoefficientNetwork network(SplittableRandom random) {
    byte[] bytes = new byte[random.nextInt(1, 50)];
    random.nextBytes(bytes);
    return new CoefficientNetwork(
        bytes,
        List.of(
            Input.of(Role.MOTION, "m"),
            Input.of(Role.EMOTION, "e/\u00fc"),
            Input.of(Role.RELATION, "r"),
            Input.time("t", List.of(0.5f, random.nextFloat() + 1)),
            Input.voice("v", random.nextInt(1, 100))),
        "gamma");
  }

  private static float[][] planes(SplittableRandom random, int count, int n) {
    return planes(random, count, n, 3);
  }

  private static float[][] planes(SplittableRandom random, int count, int n, double size) {
    float[][] planes = new float[count][];
    for (int i = 0; i < count; i++) {
      planes[i] = floats(random, n, size);
    }
    return planes;
  }

  private static float[] floats(SplittableRandom random, int count, double size) {
    float[] out = new float[count];
    for (int i = 0; i < count; i++) {
      out[i] = random.nextInt(10) == 0 ? -0f : (float) random.nextDouble(-size, size);
    }
    return out;
  }
}
