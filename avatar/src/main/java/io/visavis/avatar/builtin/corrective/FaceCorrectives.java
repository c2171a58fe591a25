package io.visavis.avatar.builtin.corrective;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.builtin.form.Vec;
import io.visavis.avatar.builtin.part.Material;
import io.visavis.avatar.corrective.CorrectiveBasis;
import io.visavis.avatar.corrective.CorrectiveTarget;
import io.visavis.avatar.corrective.Correctives;
import io.visavis.avatar.rig.TriangleFrames;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * The correctives of a built-in head: folds of the skin with expression, blood with emotion, lips
 * that thin, and the set of the face with the relation; and the network that says when.
 */
public final class FaceCorrectives {
  private static final double METRES = .1;

  private record Corrective(String name, String when, IntFunction<Vec> change) {}

  private final Avatar avatar;
  private final List<Material> materials;
  private final Vec[] means;

  private FaceCorrectives(Avatar avatar, List<Material> materials) {
    this.avatar = avatar;
    this.materials = materials;
    double[] vertices = new double[avatar.mesh().vertices().length];
    for (int i = 0; i < vertices.length; i++) {
      vertices[i] = avatar.mesh().vertices()[i];
    }
    double[] maps = new double[TriangleFrames.STRIDE * avatar.mesh().triangleCount()];
    new TriangleFrames(avatar.gaussians().binding(), avatar.mesh().triangles())
        .compute(vertices, maps);
    this.means = new Vec[materials.size()];
    for (int i = 0; i < means.length; i++) {
      means[i] = mean(i, maps);
    }
  }

  /**
   * Adds the correctives to a head.
   *
   * @param materials what each of its Gaussians is made of
   */
  public static Avatar add(Avatar avatar, List<Material> materials) {
    FaceMap face = new FaceMap(avatar.mesh());
    FaceCorrectives all = new FaceCorrectives(avatar, materials);
    return avatar.with(avatar.gaussians(), all.build(all.painted(face), all.moved(face)));
  }

  /** Those that change colours. */
  private List<Corrective> painted(FaceMap face) {
    Skin skin = new Skin(face);
    return List.of(
        corrective("brow-lines", "browInnerUp=.75 browOuterUp=.3 -.12", skin.brow()),
        corrective("frown-lines", "browDown=.6 browInnerUp=.12 -.1", skin.frown()),
        corrective(
            "smile-line-left",
            "mouthSmileLeft=1 cheekSquintLeft=.3 noseSneerLeft=.5 mouthDimpleLeft=.3 -.15",
            skin.smile(1)),
        corrective(
            "smile-line-right",
            "mouthSmileRight=1 cheekSquintRight=.3 noseSneerRight=.5 mouthDimpleRight=.3 -.15",
            skin.smile(-1)),
        corrective(
            "crow-feet-left",
            "cheekSquintLeft=.9 eyeSquintLeft=.5 mouthSmileLeft=.5 -.25",
            skin.crowFeet(1)),
        corrective(
            "crow-feet-right",
            "cheekSquintRight=.9 eyeSquintRight=.5 mouthSmileRight=.5 -.25",
            skin.crowFeet(-1)),
        corrective("nose-lines", "noseSneer=.6 -.1", skin.nose()),
        corrective(
            "chin-pits", "mouthShrugLower=1 mouthFrown=.25 mouthRollLower=.3 -.2", skin.chin()),
        corrective("under-eyes", "sad=.3 fear=.1", skin.underEyes()),
        corrective("blush", "happy=.12 angry=.3 surprised=.08 higher=-.3", skin.blush()),
        corrective("pallor", "fear=.32 disgusted=.15 sad=.06", skin.pallor()),
        corrective("pale-lips", THIN, skin.lips()),
        corrective("mouth-shade", SHUT, new MouthShade().dark()));
  }

  /** How nearly shut the lips are: little light falls between them. */
  private static final String SHUT =
      "1 jawOpen=-2.4 mouthClose=2 mouthUpperUp=-.5 mouthLowerDown=-.5 mouthSmile=-.1"
          + " mouthStretch=-.1 mouthFunnel=.35 mouthPucker=.35 tongueOut=-1";

  /** Lips that are stretched, pressed or rolled in, and not rounded. */
  private static final String THIN =
      "mouthStretch=.5 mouthSmile=.35 mouthPress=.4 mouthRollLower=.4 mouthRollUpper=.4"
          + " mouthPucker=-1 mouthFunnel=-1 angry=.08 -.1";

  /** From the first millimetres of a jaw that opens and lips that do not hold together. */
  private static final String PARTED =
      "jawOpen=7 mouthClose=-7 mouthPress=-1.5 mouthRollUpper=-1.5 mouthRollLower=-1.5"
          + " mouthPucker=-1 mouthFunnel=-1 -.35";

  /**
   * Those that change places, in the world: a few millimetres, which a turn of the head hardly
   * shows, and which no triangle of the lips can blow up when it is pulled apart.
   */
  private List<Corrective> moved(FaceMap face) {
    Bearing bearing = new Bearing(face);
    return List.of(
        corrective("thin-lips", THIN, new Lips(face).thin()),
        corrective("family", "blood=1", bearing.family()),
        corrective("deference", "higher=-1", bearing.deference()),
        corrective("pride", "higher=1", bearing.pride()),
        new Corrective("parted-lips", PARTED, new PartedLips(avatar)::change));
  }

  private Corrective corrective(String name, String when, FaceField field) {
    return new Corrective(name, when, i -> field.at(means[i], materials.get(i), colour(i)));
  }

  private Correctives build(List<Corrective> painted, List<Corrective> moved) {
    List<Corrective> all = new ArrayList<>(painted);
    all.addAll(moved);
    return new Correctives(
        all.stream().map(Corrective::name).toList(),
        List.of(
            basis(CorrectiveTarget.COLOUR, 0, painted),
            basis(CorrectiveTarget.POSITION_WORLD, painted.size(), moved)),
        Drive.network(all.stream().map(c -> Drive.of(c.when)).toList()));
  }

  private CorrectiveBasis basis(CorrectiveTarget target, int first, List<Corrective> rows) {
    int n = means.length;
    float[] values = new float[3 * n * rows.size()];
    for (int k = 0; k < rows.size(); k++) {
      for (int i = 0; i < n; i++) {
        Vec d = rows.get(k).change.apply(i);
        Vec change = target == CorrectiveTarget.COLOUR ? d : d.times(METRES);
        values[(3 * k) * n + i] = (float) change.x();
        values[(3 * k + 1) * n + i] = (float) change.y();
        values[(3 * k + 2) * n + i] = (float) change.z();
      }
    }
    return new CorrectiveBasis(target, false, first, values);
  }

  private Vec colour(int i) {
    float[][] c = avatar.gaussians().colour();
    return Vec.of(c[0][i], c[1][i], c[2][i]);
  }

  /** Mean at rest, units of 10 cm. */
  private Vec mean(int i, double[] maps) {
    int a = TriangleFrames.STRIDE * avatar.gaussians().parent()[i];
    float[][] mu = avatar.gaussians().mean();
    double[] out = new double[3];
    for (int r = 0; r < 3; r++) {
      out[r] = maps[a + TriangleFrames.ORIGIN + r];
      for (int c = 0; c < 3; c++) {
        out[r] += maps[a + 3 * r + c] * mu[c][i];
      }
    }
    return Vec.of(out[0], out[1], out[2]).times(1 / METRES);
  }
}
