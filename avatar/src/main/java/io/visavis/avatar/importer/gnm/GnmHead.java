package io.visavis.avatar.importer.gnm;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.GaussianCloud;
import io.visavis.avatar.builtin.BuiltInHeads;
import io.visavis.avatar.glb.AvatarRules;
import io.visavis.avatar.importer.Framing;
import io.visavis.avatar.importer.ImportException;
import io.visavis.avatar.importer.Label;
import io.visavis.avatar.importer.paint.Canvas;
import io.visavis.avatar.importer.paint.MeshPainter;
import io.visavis.avatar.importer.paint.Region;
import io.visavis.avatar.importer.scan.FaceAlignment;
import io.visavis.avatar.motion.MotionSpace;
import io.visavis.avatar.rig.HeadMesh;
import io.visavis.avatar.rig.Joint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A head of Google's GNM becomes an avatar, the mean one or somebody's. Its expressions have no
 * names of ARKit's, so those are solved for: mixtures under which its face moves as a built-in
 * head's. It is painted.
 */
public final class GnmHead {
  private static final String EXAMPLE = "mira";

  /** Metres between the centres of the eyes of an adult, least and most. */
  private static final double LEAST_EYES = 0.045;

  private static final double MOST_EYES = 0.080;

  private final Consumer<String> log;

  /**
   * An importer.
   *
   * @param log hears a sentence for every part that is done
   */
  public GnmHead(Consumer<String> log) {
    this.log = log;
  }

  /**
   * Reads and paints a head.
   *
   * @param file {@code gnm_head.npz} of version 3
   * @param identity whose
   * @throws ImportException with one sentence if it cannot be used
   * @throws IOException if it cannot be read
   */
  public Avatar read(Path file, GnmIdentity identity, Label label) throws IOException {
    GnmModel model = GnmFile.read(file, identity);
    log.accept(
        "%s: a head of %d vertices and %d triangles with %d expressions."
            .formatted(
                file, model.vertexCount(), model.triangles().length / 3, model.expressionCount()));
    double eyes = eyes(file, model);
    HeadMesh builtIn = BuiltInHeads.build(EXAMPLE).mesh();
    FaceAlignment alignment = FaceAlignment.of(builtIn, skin(model), pupils(model));
    log.accept(
        String.format(
            Locale.ROOT,
            "Its face lies %.1f mm from that of %s, whose landmarks show where its own are.",
            1000 * alignment.residual(),
            EXAMPLE));
    int[] landmarks = new GnmLandmarks(model, builtIn, alignment).find();
    GnmExpressions.Found found =
        new GnmExpressions(model, builtIn, alignment, landmarks, eyes).find();
    log.accept(
        String.format(
            Locale.ROOT,
            "%d of ARKit's 52 morph targets from its expressions: landmarks are off by %.1f %% of"
                + " the distance between the eyes, %.1f %% at worst (%s).",
            found.morphs().size(),
            100 * found.meanError(),
            100 * found.worstError(),
            found.worst()));
    HeadMesh mesh =
        new HeadMesh(
            model.vertices(),
            model.triangles(),
            found.morphs(),
            pivots(model, builtIn, alignment),
            model.weights(),
            model.correctives(),
            landmarks);
    GaussianCloud gaussians =
        MeshPainter.paint(
            new Canvas(mesh, MotionSpace.ARKIT, regions(model), new boolean[mesh.triangleCount()]));
    log.accept("Painted with %d Gaussians.".formatted(gaussians.size()));
    Avatar avatar =
        new Avatar(label.name(), label.title(), mesh, gaussians, Framing.of(mesh), label.licence());
    Optional<String> fault = AvatarRules.firstFault(avatar);
    if (fault.isPresent()) {
      throw new ImportException("%s: %s".formatted(file, fault.get()));
    }
    return avatar;
  }

  private static double eyes(Path file, GnmModel model) {
    float[] p = model.pivots();
    double apart = (double) p[3 * Joint.EYE_LEFT.ordinal()] - p[3 * Joint.EYE_RIGHT.ordinal()];
    if (!(apart >= LEAST_EYES && apart <= MOST_EYES)) {
      throw new ImportException(
          String.format(
              Locale.ROOT,
              "The left eye of %s is %.3g m from the right one towards +x; GNM's heads have some"
                  + " 0.06 m there.",
              file,
              apart));
    }
    return apart;
  }

  private static float[] skin(GnmModel model) {
    boolean[] outside = GnmLandmarks.outside(model);
    float[] out = new float[model.vertices().length];
    int count = 0;
    for (int v = 0; v < outside.length; v++) {
      if (outside[v]) {
        System.arraycopy(model.vertices(), 3 * v, out, 3 * count++, 3);
      }
    }
    return Arrays.copyOf(out, 3 * count);
  }

  /** [2][3] the foremost points of the eyes. */
  private static double[][] pupils(GnmModel model) {
    double[][] out = new double[2][3];
    for (int side = 0; side < 2; side++) {
      Joint joint = side == 0 ? Joint.EYE_LEFT : Joint.EYE_RIGHT;
      boolean[] eye = model.group(side == 0 ? "left_eye" : "right_eye");
      out[side][0] = model.pivots()[3 * joint.ordinal()];
      out[side][1] = model.pivots()[3 * joint.ordinal() + 1];
      out[side][2] = model.pivots()[3 * joint.ordinal() + 2];
      for (int v = 0; v < eye.length; v++) {
        out[side][2] = eye[v] ? Math.max(out[side][2], model.vertices()[3 * v + 2]) : out[side][2];
      }
    }
    return out;
  }

  /** GNM's, with a jaw, which nothing hangs on, where the built-in head has it. */
  private static float[] pivots(GnmModel model, HeadMesh builtIn, FaceAlignment alignment) {
    float[] out = model.pivots().clone();
    int jaw = 3 * Joint.JAW.ordinal();
    double[] place =
        alignment.place(
            new double[] {
              builtIn.pivots()[jaw], builtIn.pivots()[jaw + 1], builtIn.pivots()[jaw + 2]
            });
    for (int c = 0; c < 3; c++) {
      out[jaw + c] = (float) place[c];
    }
    return out;
  }

  private static Region[] regions(GnmModel model) {
    boolean named = model.groups().containsKey("teeth") && model.groups().containsKey("gums");
    Region[] out = new Region[model.triangles().length / 3];
    Arrays.fill(out, Region.SKIN);
    fill(out, model, "mouth_sock", Region.MOUTH);
    fill(out, model, "left_eye", Region.EYE);
    fill(out, model, "right_eye", Region.EYE);
    fill(out, model, "upper_teeth_and_gums", named ? Region.GUM : Region.TEETH);
    fill(out, model, "lower_teeth_and_gums", named ? Region.GUM : Region.TEETH);
    fill(out, model, "teeth", Region.TEETH);
    fill(out, model, "tongue", Region.TONGUE);
    return out;
  }

  /** Those of the triangles of which all corners are in a group. */
  private static void fill(Region[] out, GnmModel model, String group, Region region) {
    boolean[] in = model.group(group);
    int[] t = model.triangles();
    for (int f = 0; f < out.length; f++) {
      if (in[t[3 * f]] && in[t[3 * f + 1]] && in[t[3 * f + 2]]) {
        out[f] = region;
      }
    }
  }
}
