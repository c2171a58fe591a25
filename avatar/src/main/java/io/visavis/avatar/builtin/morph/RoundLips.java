package io.visavis.avatar.builtin.morph;

import io.visavis.avatar.builtin.form.MouthShape;
import io.visavis.avatar.builtin.form.Smooth;
import io.visavis.avatar.builtin.form.Vec;
import io.visavis.avatar.builtin.topology.Node;
import java.util.List;

/**
 * A round mouth: each ring of the lips goes to an ellipse of its own, so that corners come out
 * round where squeezing the face sideways would leave them pointed. Away from the lips a smooth
 * squeeze takes over.
 */
final class RoundLips {
  /**
   * A round mouth.
   *
   * @param innerWidth half width of the opening
   * @param innerUp half height of the opening above its middle
   * @param innerDown below it
   * @param outerWidth half width at the border of the red
   * @param outerUp height of that border above the middle
   * @param outerDown below it
   * @param forward how far the lips come forward
   * @param squeeze how much of their distance from the middle cheeks give up
   */
  record Shape(
      double innerWidth,
      double innerUp,
      double innerDown,
      double outerWidth,
      double outerUp,
      double outerDown,
      double forward,
      double squeeze) {}

  private static final double[] ACROSS = {0, .22, .45, .7, 1, 1.35, 1.8};

  private final MouthShape mouth;
  private final double[] upperZ = new double[7];
  private final double[] lowerZ = new double[7];

  RoundLips(MouthShape mouth, List<Node> nodes) {
    this.mouth = mouth;
    for (Node node : nodes) {
      if (node.ring() >= 0 && node.root().equals(node.position())) {
        if (Math.abs(node.angle() - Math.PI / 2) < 1e-6) {
          upperZ[node.ring()] = node.position().z();
        } else if (Math.abs(node.angle() - 3 * Math.PI / 2) < 1e-6) {
          lowerZ[node.ring()] = node.position().z();
        }
      }
    }
  }

  /**
   * The field of a shape.
   *
   * @param atRest what the resting face adds to the neutral one, which the shape takes back
   */
  Field field(Shape shape, Field atRest) {
    return Field.skin(
        p -> {
          Vec squeezed = squeeze(p, shape).minus(atRest.at(p).times(.8 * p.lips()));
          int ring = p.node().ring();
          double w = ring < 0 ? 0 : 1 - Smooth.step(3.2, 6.2, ring);
          if (w == 0) {
            return squeezed;
          }
          Vec rest = p.position().plus(atRest.at(p));
          return squeezed.towards(target(p.node(), shape).minus(rest), w);
        });
  }

  private Vec target(Node node, Shape shape) {
    double t = ACROSS[node.ring()];
    double c = Math.cos(node.angle());
    double s = Math.sin(node.angle());
    double x = Smooth.lerp(shape.innerWidth, shape.outerWidth, t) * c;
    double height =
        s >= 0
            ? Smooth.lerp(shape.innerUp, shape.outerUp, t)
            : Smooth.lerp(shape.innerDown, shape.outerDown, t);
    double z = Smooth.lerp(lowerZ[node.ring()], upperZ[node.ring()], .5 + .5 * s);
    double corner = c * c;
    return Vec.of(
        x, mouth.y() + height * s, z + shape.forward - .055 * corner * (.5 + t) - .6 * x * x);
  }

  private Vec squeeze(FacePoint p, Shape shape) {
    double qx = p.absX() / .30;
    double qy = p.overMouth() / .20;
    double reach = Math.exp(-.5 * Math.pow(qx * qx + qy * qy, 1.5)) * p.front();
    double push = p.front() * Smooth.bell(p.x(), .17) * Smooth.bell(p.overMouth(), .13);
    double part =
        p.lips()
            * (.012 * p.upper() - .026 * p.lower() * Math.exp(-Math.pow(p.overMouth() / .11, 2)));
    return Vec.of(-shape.squeeze * p.x() * reach, part, shape.forward * push);
  }
}
