package io.visavis.avatar.importer.paint;

import io.visavis.avatar.GaussianCloud;
import io.visavis.avatar.builtin.form.Smooth;
import io.visavis.avatar.builtin.form.Vec;
import io.visavis.avatar.builtin.part.Material;
import io.visavis.avatar.builtin.part.Splat;
import io.visavis.avatar.builtin.part.SplatDraft;
import io.visavis.avatar.builtin.part.TriangleFrame;
import io.visavis.avatar.builtin.topology.MeshDraft;
import io.visavis.avatar.builtin.topology.Node;
import io.visavis.avatar.builtin.topology.Tissue;
import io.visavis.avatar.importer.ImportException;
import io.visavis.avatar.motion.ArkitChannel;
import io.visavis.avatar.motion.MotionSpace;
import io.visavis.avatar.rig.MeshPoser;
import java.util.List;

/**
 * Gives a mesh Gaussians of its own: flat ones that cover its triangles, painted as skin, lips,
 * eyes, teeth, scalp; hairs of brows, lashes and head; the light of the built-in heads. They ride
 * on their triangles by the binding {@code affine}. The same to the last bit every time.
 */
public final class MeshPainter {
  /** Gaussians at most. */
  public static final int MOST = 60_000;

  private static final int HAIR = 11_000;
  private static final int BROWS_AND_LASHES = 1200;

  private final Canvas canvas;
  private final FaceFrame frame;
  private final MeshDraft mesh = new MeshDraft();
  private final SplatDraft splats = new SplatDraft(mesh);
  private final Curve[] upperLids = new Curve[2];
  private final Curve[] lowerLids = new Curve[2];
  private final Hairline hairline;
  private final SkinPaint skin;
  private final EyePaint eyes;

  private MeshPainter(Canvas canvas) {
    this.canvas = canvas;
    this.frame = new FaceFrame(canvas.mesh());
    for (Vec v : frame.rest()) {
      mesh.add(Node.of(v, Tissue.SKIN));
    }
    int[] t = canvas.mesh().triangles();
    for (int f = 0; f < t.length; f += 3) {
      mesh.triangle(t[f], t[f + 1], t[f + 2]);
    }
    for (int side = 0; side < 2; side++) {
      int first = side == 0 ? 42 : 36;
      upperLids[side] = curve(first, first + 1, first + 2, first + 3);
      lowerLids[side] = curve(first, first + 5, first + 4, first + 3);
    }
    this.hairline = new Hairline(frame);
    this.skin = new SkinPaint(frame, hairline, upperLids, lowerLids);
    this.eyes = new EyePaint(frame, upperLids, ball());
  }

  /** The mean distance of the eyeballs' vertices from their centres; 1 if there are none. */
  private double ball() {
    double sum = 0;
    int count = 0;
    for (int f = 0; f < canvas.regions().length; f++) {
      if (canvas.regions()[f] == Region.EYE) {
        Vec p = mesh.position(mesh.triangles().get(f)[0]);
        sum += Math.min(p.distance(frame.eye(0)), p.distance(frame.eye(1)));
        count++;
      }
    }
    return count == 0 ? 1 : Math.max(sum / count, 1e-3);
  }

  private Curve curve(int... landmarks) {
    Vec[] through = new Vec[landmarks.length];
    for (int i = 0; i < through.length; i++) {
      through[i] = frame.landmark(landmarks[i]);
    }
    return Curve.open(through);
  }

  /**
   * Paints a head.
   *
   * @throws ImportException with one sentence if it has no skin that could be painted
   */
  public static GaussianCloud paint(Canvas canvas) {
    return new MeshPainter(canvas).paint();
  }

  private GaussianCloud paint() {
    new Cover(canvas, mesh, this::detail).add(splats, this::look, MOST - HAIR - BROWS_AND_LASHES);
    List<Splat> covered = splats.splats();
    List<Splat> onSkin =
        covered.stream()
            .filter(s -> canvas.regions()[s.triangle()] == Region.SKIN)
            .filter(s -> s.material() == Material.SKIN || s.material() == Material.HAIR)
            .toList();
    if (onSkin.isEmpty()) {
      throw new ImportException("The head has no skin that could be painted.");
    }
    Surface surface = new Surface(mesh, onSkin);
    Brows brows = new Brows(frame, surface, splats);
    brows.brows();
    brows.lashes(
        upperLids, new LidRide(surface, frames(frame.rest()), frames(frame.posed(shut()))));
    Catchlights.add(splats, covered, canvas, frame);
    new ShortHair(surface, hairline, splats).grow(Math.min(HAIR, MOST - splats.splats().size()));
    return Baking.cloud(canvas, frame, mesh.triangles(), splats.splats());
  }

  private TriangleFrame[] frames(Vec[] vertices) {
    return mesh.triangles().stream()
        .map(t -> TriangleFrame.of(vertices[t[0]], vertices[t[1]], vertices[t[2]]))
        .toArray(TriangleFrame[]::new);
  }

  /** [V, 3] The head with its eyes shut, metres; as it rests where its motion has no blink. */
  private double[] shut() {
    float[] motion = new float[canvas.space().size()];
    if (canvas.space() == MotionSpace.ARKIT) {
      motion[ArkitChannel.EYE_BLINK_LEFT.ordinal()] = 1;
      motion[ArkitChannel.EYE_BLINK_RIGHT.ordinal()] = 1;
    }
    double[] out = new double[canvas.mesh().vertices().length];
    new MeshPoser(canvas.mesh(), canvas.space()).pose(motion, out);
    return out;
  }

  /** The longest side of what one Gaussian covers on the skin or an eye. */
  private double detail(Vec p) {
    double far = .062;
    for (int side = 0; side < 2; side++) {
      double d = p.minus(frame.eye(side)).length();
      far = Math.min(far, Smooth.lerp(.018, .062, Smooth.step(.30, .75, d)));
    }
    Vec mouth = frame.landmark(51).towards(frame.landmark(57), .5);
    double d = p.minus(mouth).length();
    return Math.min(far, Smooth.lerp(.020, .062, Smooth.step(.28, .75, d)));
  }

  private Cover.Look look(int triangle, Vec p) {
    return switch (canvas.regions()[triangle]) {
      case SKIN -> skin(p);
      case EYE -> {
        int eye = p.distance(frame.eye(0)) < p.distance(frame.eye(1)) ? 0 : 1;
        yield new Cover.Look(Material.EYE, eyes.at(eye, p), .985, 0);
      }
      case TEETH -> new Cover.Look(Material.TEETH, tooth(p), .96, .5);
      case TEETH_STRIP -> new Cover.Look(Material.TEETH, tooth(p).times(gaps(p)), .96, .5);
      case GUM -> new Cover.Look(Material.TONGUE, Complexion.GUM.times(lit(p)), .96, .4);
      case TONGUE -> new Cover.Look(Material.TONGUE, Complexion.TONGUE.times(lit(p)), .96, .3);
      case LASH -> new Cover.Look(Material.LASH, Complexion.LASH, .7, 0);
      default -> new Cover.Look(Material.MOUTH, Complexion.MOUTH.times(lit(p)), .97, .1);
    };
  }

  private Cover.Look skin(Vec p) {
    Vec colour = skin.at(p);
    if (skin.scalp(p) > .6) {
      return new Cover.Look(Material.HAIR, colour, .95, 0);
    }
    double red = skin.red(p);
    if (red > .5 && skin.inside(p) > .5) {
      return new Cover.Look(Material.LIP_INSIDE, colour, .95, .3);
    }
    double lid = detail(p) < .03 && p.y() > -.4 ? .985 : .95;
    return new Cover.Look(Material.SKIN, colour, lid, .4 * red);
  }

  /** The share of light that finds its way between the lips to a place so far behind them. */
  private double lit(Vec p) {
    double behind = frame.landmark(62).z() - p.z();
    return Smooth.lerp(1, .08, Smooth.step(.12, .6, behind));
  }

  /** Darker towards the back. */
  private static Vec tooth(Vec p) {
    return Complexion.TOOTH.times(1 - .5 * Smooth.step(.08, .28, Math.abs(p.x())));
  }

  /** Where two teeth meet, 0.8; else 1. */
  private static double gaps(Vec p) {
    double at = Math.abs(p.x()) / .056;
    double between = Math.abs(at - Math.rint(at));
    return Smooth.lerp(.80, 1, Smooth.step(.02, .14, between));
  }
}
