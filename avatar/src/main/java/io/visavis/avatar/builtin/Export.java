package io.visavis.avatar.builtin;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.GaussianCloud;
import io.visavis.avatar.builtin.form.EyeShape;
import io.visavis.avatar.builtin.form.Smooth;
import io.visavis.avatar.builtin.form.Vec;
import io.visavis.avatar.builtin.morph.ArkitMorphs;
import io.visavis.avatar.builtin.part.Splat;
import io.visavis.avatar.builtin.part.Studio;
import io.visavis.avatar.builtin.topology.Node;
import io.visavis.avatar.builtin.topology.Tissue;
import io.visavis.avatar.motion.ArkitChannel;
import io.visavis.avatar.rig.Binding;
import io.visavis.avatar.rig.HeadMesh;
import io.visavis.avatar.rig.Joint;
import io.visavis.avatar.rig.MorphTarget;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** From the units of 10 cm in which heads are made to the shared types in metres. */
final class Export {
  private static final double METRES = .1;
  private static final double STILL = 2e-4; // 20 micrometres: less is no movement

  private Export() {}

  static Avatar avatar(
      Studio studio,
      ArkitMorphs morphs,
      Vec[] rest,
      List<Splat> splats,
      List<Vec> colours,
      int[] landmarks) {
    int[] used = used(studio, splats, landmarks);
    List<Integer> kept = new ArrayList<>();
    for (int v = 0; v < used.length; v++) {
      if (used[v] >= 0) {
        kept.add(v);
      }
    }
    float[] vertices = new float[3 * kept.size()];
    float[] weights = new float[Joint.COUNT * kept.size()];
    for (int i = 0; i < kept.size(); i++) {
      put(vertices, i, rest[kept.get(i)]);
      skinning(studio.mesh().nodes().get(kept.get(i)), weights, Joint.COUNT * i);
    }
    List<int[]> drafted = studio.mesh().triangles();
    int[] renamed = new int[drafted.size()];
    List<Integer> flat = new ArrayList<>();
    for (int t = 0; t < renamed.length; t++) {
      int[] n = drafted.get(t);
      renamed[t] = flat.size() / 3;
      if (used[n[0]] >= 0 && used[n[1]] >= 0 && used[n[2]] >= 0) {
        for (int v : n) {
          flat.add(used[v]);
        }
      }
    }
    HeadMesh mesh =
        new HeadMesh(
            vertices,
            flat.stream().mapToInt(v -> v).toArray(),
            targets(morphs, kept),
            pivots(studio.recipe().eye()),
            weights,
            new float[0],
            Arrays.stream(landmarks).map(v -> used[v]).toArray());
    return new Avatar(
        studio.recipe().name(),
        studio.recipe().title(),
        mesh,
        cloud(splats, colours, renamed),
        new Avatar.DefaultCamera(new float[] {0, -.019f, 0}, .92f, (float) Math.toRadians(20.4)),
        "Apache-2.0");
  }

  /** New index of each vertex that a carrying triangle or a landmark needs, else -1. */
  private static int[] used(Studio studio, List<Splat> splats, int[] landmarks) {
    boolean[] needed = new boolean[studio.mesh().nodes().size()];
    for (int v : landmarks) {
      needed[v] = true;
    }
    for (Splat s : splats) {
      for (int v : studio.mesh().triangles().get(s.triangle())) {
        needed[v] = true;
      }
    }
    int[] index = new int[needed.length];
    int next = 0;
    for (int v = 0; v < needed.length; v++) {
      index[v] = needed[v] ? next++ : -1;
    }
    return index;
  }

  private static void put(float[] out, int i, Vec v) {
    out[3 * i] = (float) (v.x() * METRES);
    out[3 * i + 1] = (float) (v.y() * METRES);
    out[3 * i + 2] = (float) (v.z() * METRES);
  }

  /** The neck turns the head; over its length the skin goes from the shoulders to the head. */
  private static void skinning(Node node, float[] weights, int at) {
    Vec p = node.position();
    if (node.tissue() == Tissue.EYEBALL) {
      weights[at + (p.x() > 0 ? Joint.EYE_LEFT : Joint.EYE_RIGHT).ordinal()] = 1;
      return;
    }
    double head =
        switch (node.tissue()) {
          case CLOTH -> 0;
          case SKIN -> Smooth.step(-1.50, -.85, p.y() + .5 * Smooth.clamp(p.z() - .1, 0, 1));
          default -> 1;
        };
    weights[at + Joint.NECK.ordinal()] = (float) head;
    weights[at + Joint.ROOT.ordinal()] = 1 - (float) head;
  }

  private static List<MorphTarget> targets(ArkitMorphs morphs, List<Integer> kept) {
    List<MorphTarget> targets = new ArrayList<>();
    for (ArkitChannel channel :
        Arrays.asList(ArkitChannel.values()).subList(0, ArkitChannel.COEFFICIENTS)) {
      Vec[] d = morphs.displacement(channel);
      int[] moving =
          java.util.stream.IntStream.range(0, kept.size())
              .filter(i -> d[kept.get(i)].length() > STILL)
              .toArray();
      float[] deltas = new float[3 * moving.length];
      for (int k = 0; k < moving.length; k++) {
        put(deltas, k, d[kept.get(moving[k])]);
      }
      targets.add(new MorphTarget(channel.channelName(), moving, deltas));
    }
    return List.copyOf(targets);
  }

  private static float[] pivots(EyeShape eye) {
    float[] pivots = new float[3 * Joint.COUNT];
    put(pivots, Joint.ROOT.ordinal(), Vec.of(0, -1.5, -.25));
    put(pivots, Joint.NECK.ordinal(), Vec.of(0, -.90, -.22));
    put(pivots, Joint.JAW.ordinal(), Vec.of(0, -.16, -.02));
    put(pivots, Joint.EYE_LEFT.ordinal(), eye.centre());
    put(pivots, Joint.EYE_RIGHT.ordinal(), eye.centre().mirrored());
    return pivots;
  }

  private static GaussianCloud cloud(List<Splat> splats, List<Vec> colours, int[] renamed) {
    int n = splats.size();
    int[] parent = new int[n];
    float[][] mean = new float[3][n];
    float[][] factor = new float[9][n];
    float[] opacity = new float[n];
    float[][] colour = new float[3][n];
    for (int i = 0; i < n; i++) {
      Splat s = splats.get(i);
      parent[i] = renamed[s.triangle()];
      mean[0][i] = (float) s.mean().x();
      mean[1][i] = (float) s.mean().y();
      mean[2][i] = (float) (s.mean().z() * METRES);
      for (int k = 0; k < 9; k++) {
        factor[k][i] = (float) (s.factor()[k] * (k >= 6 ? METRES : 1)); // only the normal is metric
      }
      opacity[i] = (float) s.opacity();
      colour[0][i] = (float) colours.get(i).x();
      colour[1][i] = (float) colours.get(i).y();
      colour[2][i] = (float) colours.get(i).z();
    }
    return new GaussianCloud(Binding.AFFINE, parent, mean, factor, opacity, colour);
  }
}
