package io.visavis.avatar.builtin.morph;

import io.visavis.avatar.builtin.form.MouthShape;
import io.visavis.avatar.builtin.form.Smooth;
import io.visavis.avatar.builtin.form.Vec;
import io.visavis.avatar.builtin.topology.Node;
import io.visavis.avatar.builtin.topology.Tissue;

/** Where a node is on the neutral face, in the measures that the fields are made of. */
final class FacePoint {
  private final Node node;
  private final Vec p;
  private final double mouthY;
  private final double across;
  private final double aboveContact;
  private final double upper;
  private final double lower;
  private final double lips;
  private final double front;
  private final double left;

  FacePoint(Node node, MouthShape mouth) {
    this.node = node;
    this.p = node.root();
    this.mouthY = mouth.y();
    this.across = Math.abs(p.x()) / mouth.halfWidth();
    double within = Smooth.clamp(p.x(), -mouth.halfWidth(), mouth.halfWidth());
    this.aboveContact = p.y() - mouth.contact(within);
    double ud = lipSide(.10);
    this.upper = Math.max(ud, 0);
    this.lower = Math.max(-ud, 0);
    this.front = Smooth.step(.25, .5, p.z());
    double mx = p.x() / .30;
    double my = (p.y() - mouthY) / .17;
    double m = mx * mx + my * my;
    this.lips = Math.exp(-.5 * m * m) * front;
    this.left = Smooth.step(-.09, .09, p.x());
  }

  Node node() {
    return node;
  }

  /** The skin point; of what hangs on skin, its root. */
  Vec position() {
    return p;
  }

  boolean skin() {
    return switch (node.tissue()) {
      case SKIN, LID_RIM, LID_SHADOW, CATCHLIGHT, LASH -> true;
      default -> false;
    };
  }

  boolean is(Tissue tissue) {
    return node.tissue() == tissue;
  }

  double x() {
    return p.x();
  }

  double y() {
    return p.y();
  }

  double z() {
    return p.z();
  }

  double absX() {
    return Math.abs(p.x());
  }

  /** +1 on the subject's left, -1 on the right. */
  double sideX() {
    return Math.signum(p.x());
  }

  /** Height over the middle of the mouth. */
  double overMouth() {
    return p.y() - mouthY;
  }

  /** |x| over the half width of the mouth: 1 at the corners. */
  double across() {
    return across;
  }

  /** {@link #across} held at 1. */
  double acrossHeld() {
    return Math.min(across, 1);
  }

  /** Height over the line where the lips touch. */
  double aboveContact() {
    return aboveContact;
  }

  /** 1 on the upper lip, falling to 0 at the corners. */
  double upper() {
    return upper;
  }

  /** 1 on the lower lip, falling to 0 at the corners. */
  double lower() {
    return lower;
  }

  /** 1 around the mouth, 0 far from it. */
  double lips() {
    return lips;
  }

  /** 1 on the front of the face. */
  double front() {
    return front;
  }

  /** 1 on the subject's left, 0 on the right, smooth over the middle. */
  double left() {
    return left;
  }

  /** How open an elliptic mouth is here: 1 in the middle, 0 at the corners. */
  double openness() {
    return Smooth.power(1 - Math.pow(acrossHeld(), 2.2), .52);
  }

  /** +1 above to -1 below the opening, 0 at its corners; beyond them it comes in over {@code h}. */
  double lipSide(double h) {
    double side =
        node.lip() != 0
            ? Smooth.clamp(node.lip(), -1, 1)
            : Smooth.clamp(aboveContact / .003, -1, 1);
    double o = openness();
    return side * (o + (1 - o) * Smooth.step(0, h, Math.abs(aboveContact)));
  }

  /** A bell on the front of both halves of the face about (|x|, y). */
  double bell(double cx, double cy, double sx, double sy) {
    return front * Smooth.bell(absX() - cx, sx) * Smooth.bell(p.y() - cy, sy);
  }
}
