package io.visavis.avatar.builtin.part;

import io.visavis.avatar.builtin.form.Vec;
import io.visavis.avatar.builtin.topology.MeshDraft;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** The Gaussians of a head while its parts are added, on the neutral mesh. */
public final class SplatDraft {
  /**
   * How a surface looks.
   *
   * @param material what it is made of
   * @param colour linear albedo at a neutral point
   * @param opacity 0..1 at a neutral point
   * @param gloss strength of the wet highlight at a neutral point
   * @param spread how far Gaussians overlap: covariance = spread / 12 sum of edge products
   */
  public record Finish(
      Material material,
      Function<Vec, Vec> colour,
      ToDoubleFunction<Vec> opacity,
      ToDoubleFunction<Vec> gloss,
      double spread) {

    public static Finish of(
        Material material, Function<Vec, Vec> colour, double opacity, double gloss, double spread) {
      return new Finish(material, colour, p -> opacity, p -> gloss, spread);
    }
  }

  /**
   * A thin straight piece of hair.
   *
   * @param from one end
   * @param to the other
   * @param width standard deviation across
   * @param flat factor on the width along the normal
   * @param normal where it is lit from, null: as the triangle that carries it
   */
  public record Strand(Vec from, Vec to, double width, double flat, @Nullable Vec normal) {}

  private static final double THICKNESS = .004;

  private final MeshDraft mesh;
  private final List<Splat> splats = new ArrayList<>();

  public SplatDraft(MeshDraft mesh) {
    this.mesh = mesh;
  }

  public List<Splat> splats() {
    return splats;
  }

  private TriangleFrame frame(int triangle) {
    int[] t = mesh.triangles().get(triangle);
    return TriangleFrame.of(mesh.position(t[0]), mesh.position(t[1]), mesh.position(t[2]));
  }

  /** One Gaussian over the quad whose first triangle is {@code first}. */
  public void quad(int first, Finish finish) {
    int[] t = mesh.triangles().get(first);
    Vec a = mesh.position(t[0]);
    Vec b = mesh.position(t[1]);
    Vec c = mesh.position(t[2]);
    double k = finish.spread() / 12;
    Covariance cov = new Covariance().add(b.minus(a), k).add(c.minus(b), k);
    surface(first, a.towards(c, .5), cov, finish);
  }

  /** One Gaussian over a triangle. */
  public void triangle(int triangle, Finish finish) {
    TriangleFrame frame = frame(triangle);
    surface(triangle, frame.origin(), outline(triangle, frame, finish.spread()), finish);
  }

  /** Four Gaussians over a triangle: one at each corner and one in the middle. */
  public void fourfold(int triangle, Finish finish) {
    TriangleFrame frame = frame(triangle);
    int[] t = mesh.triangles().get(triangle);
    for (int node : t) {
      surface(
          triangle,
          frame.origin().towards(mesh.position(node), .56),
          outline(triangle, frame, finish.spread() / 3.4),
          finish);
    }
    surface(triangle, frame.origin(), outline(triangle, frame, finish.spread() / 4), finish);
  }

  private Covariance outline(int triangle, TriangleFrame frame, double spread) {
    Covariance cov = new Covariance();
    for (int node : mesh.triangles().get(triangle)) {
      cov.add(mesh.position(node).minus(frame.origin()), spread / 12);
    }
    return cov;
  }

  private void surface(int triangle, Vec mean, Covariance cov, Finish finish) {
    TriangleFrame frame = frame(triangle);
    cov.add(frame.normal(), THICKNESS * THICKNESS);
    splats.add(
        new Splat(
            triangle,
            mean,
            frame.local(mean),
            cov.localFactor(frame),
            null,
            null,
            finish.colour().apply(mean),
            finish.opacity().applyAsDouble(mean),
            finish.gloss().applyAsDouble(mean),
            finish.material()));
  }

  /** A piece of hair on a triangle. */
  public void strand(int triangle, Strand strand, Vec albedo, double opacity, Material material) {
    TriangleFrame frame = frame(triangle);
    Vec along = strand.to().minus(strand.from());
    Vec t = along.unit();
    double w = strand.width() * strand.width();
    Covariance cov = new Covariance();
    cov.add(Vec.of(1, 0, 0), w).add(Vec.of(0, 1, 0), w).add(Vec.of(0, 0, 1), w);
    cov.add(t, .48 * .48 * along.dot(along) - w);
    Vec n = strand.normal();
    if (n != null) {
      Vec across = n.minus(t.times(n.dot(t))).unit();
      cov.add(across, -w * (1 - strand.flat()));
    }
    Vec mean = strand.from().towards(strand.to(), .5);
    splats.add(
        new Splat(
            triangle,
            mean,
            frame.local(mean),
            cov.localFactor(frame),
            n == null ? null : frame.localDirection(n),
            frame.localDirection(t),
            albedo,
            opacity,
            0,
            material));
  }

  /** A disc painted in display sRGB that faces {@code normal}. */
  public void painted(
      int triangle, Vec mean, Vec normal, double width, double height, Vec colour, double opacity) {
    TriangleFrame frame = frame(triangle);
    Vec up = Vec.of(0, 1, 0).minus(normal.times(normal.y())).unit();
    Covariance cov = new Covariance();
    cov.add(up.cross(normal), width * width).add(up, height * height).add(normal, 4e-6);
    splats.add(
        new Splat(
            triangle,
            mean,
            frame.local(mean),
            cov.localFactor(frame),
            frame.localDirection(normal),
            null,
            colour,
            opacity,
            0,
            Material.PAINTED));
  }
}
