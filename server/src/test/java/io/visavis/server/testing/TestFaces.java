package io.visavis.server.testing;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.GaussianCloud;
import io.visavis.avatar.motion.MotionSpace;
import io.visavis.avatar.registry.AvatarRegistry;
import io.visavis.avatar.rig.Binding;
import io.visavis.avatar.rig.HeadMesh;
import io.visavis.avatar.rig.MorphTarget;
import io.visavis.inference.model.MotionModel;
import io.visavis.server.lane.LaneProxy;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

/** Faces that are quick to draw, and a small network of random weights that hears everything. */
public final class TestFaces {
  /** How much voice may wait, as in {@code reference.conf}. */
  public static final LaneProxy.VoiceRoom ROOM =
      new LaneProxy.VoiceRoom(20, 5_000, 300_000, 16 << 20);

  private TestFaces() {}

  /** Avatars named as the built-in ones: one red triangle each. */
  public static AvatarRegistry avatars() {
    return new AvatarRegistry(List.of("mira", "theo"), TestFaces::avatar, null, null);
  }

  /** As {@link #avatars()}, and one that FLAME's motion moves. */
  public static AvatarRegistry avatars(String flame) {
    return new AvatarRegistry(
        List.of("mira", "theo", flame),
        name -> name.equals(flame) ? flame(name) : avatar(name),
        null,
        null);
  }

  private static Avatar flame(String name) {
    Avatar a = avatar(name);
    return new Avatar(
        name,
        a.title(),
        MotionSpace.FLAME,
        a.mesh(),
        a.gaussians(),
        a.correctives(),
        a.camera(),
        a.licence());
  }

  /** One red triangle. */
  public static Avatar avatar(String name) {
    return avatar(name, 0.9f, 0.1f, 0.1f);
  }

  /** One triangle of that colour. */
  public static Avatar avatar(String name, float red, float green, float blue) {
    HeadMesh mesh =
        new HeadMesh(
            new float[] {-0.1f, -0.1f, 0, 0.1f, -0.1f, 0, 0, 0.1f, 0},
            new int[] {0, 1, 2},
            List.of(
                new MorphTarget(
                    "jawOpen",
                    new int[] {0, 1, 2},
                    new float[] {0, -0.08f, 0, 0, -0.08f, 0, 0, -0.08f, 0})),
            new float[15],
            new float[] {0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0});
    float[][] factor = new float[9][1];
    factor[0][0] = 0.15f;
    factor[4][0] = 0.15f;
    factor[8][0] = 0.01f;
    GaussianCloud cloud =
        new GaussianCloud(
            Binding.AFFINE,
            new int[1],
            new float[3][1],
            factor,
            new float[] {0.98f},
            new float[][] {{red}, {green}, {blue}});
    Avatar.DefaultCamera camera = new Avatar.DefaultCamera(new float[3], 1, 0.4f);
    return new Avatar(name, "A red triangle", mesh, cloud, camera, "Apache-2.0");
  }

  /** The model, under the name of the built-in one. */
  public static Map<String, MotionModel> models() {
    return Map.of(MotionModel.BUILT_IN, model());
  }

  /** The model. */
  public static MotionModel model() {
    try (InputStream in =
        TestFaces.class.getResourceAsStream("/io/visavis/server/test-model.onnx")) {
      if (in == null) {
        throw new IllegalStateException("The test model is missing.");
      }
      return MotionModel.open(in.readAllBytes(), "test");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Something like speech: [seconds * 48000] syllables of a buzzing voice, and pauses. */
  public static float[] speech(double seconds, double pitch) {
    float[] pcm = new float[(int) (seconds * 48_000)];
    double phase = 0;
    for (int i = 0; i < pcm.length; i++) {
      double t = i / 48_000.0;
      double loud = Math.max(0, Math.sin(2 * Math.PI * 3.1 * t)) * (t % 1.7 < 1.1 ? 0.4 : 0);
      phase += pitch * (1 + 0.1 * Math.sin(7 * t)) / 48_000;
      double buzz = 2 * (phase - Math.floor(phase)) - 1;
      pcm[i] = (float) (loud * buzz);
    }
    return pcm;
  }
}
