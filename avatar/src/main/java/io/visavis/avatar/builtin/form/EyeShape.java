package io.visavis.avatar.builtin.form;

/**
 * An eye: the ball, the shell on which the lids slide, and the lid margins as curves over s = x /
 * halfWidth in the eye's own frame (origin at its centre, turned outwards by {@code yaw}).
 *
 * @param centre centre of the left eye
 * @param ball radius of the eyeball
 * @param shell radius of the lids
 * @param halfWidth half width of the aperture
 * @param upperHeight height of the upper margin above the line between the corners
 * @param lowerHeight depth of the lower margin below it
 * @param yaw outward turn, radians
 */
public record EyeShape(
    Vec centre,
    double ball,
    double shell,
    double halfWidth,
    double upperHeight,
    double lowerHeight,
    double yaw) {

  /** Into the frame of the eye on the side of {@code p}; both sides as the left one. */
  public Vec local(Vec p) {
    double dx = Math.abs(p.x()) - centre.x();
    double dz = p.z() - centre.z();
    double c = Math.cos(yaw);
    double s = Math.sin(yaw);
    return new Vec(c * dx - s * dz, p.y() - centre.y(), s * dx + c * dz);
  }

  /** Out of the eye's frame; {@code side} +1 is the subject's left. */
  public Vec world(Vec local, int side) {
    return turned(local).plus(centre).onSide(side);
  }

  /** A local displacement as a displacement of the head; {@code side} +1 is the left. */
  public Vec direction(Vec local, int side) {
    return turned(local).onSide(side);
  }

  private Vec turned(Vec l) {
    return l.turnedY(yaw);
  }

  /** The line between the corners of the eye, y over s. */
  public double axis(double s) {
    return .026 * s - .010;
  }

  /** The margin of the upper lid, y over s in -1..1. */
  public double upper(double s) {
    double c = Smooth.clamp(s, -1, 1);
    double z = Smooth.clamp(c + .14 * (1 - c * c), -1, 1);
    return axis(c) + upperHeight * Smooth.power(1 - Math.pow(Math.abs(z), 2.3), .72);
  }

  /** The margin of the lower lid. */
  public double lower(double s) {
    double c = Smooth.clamp(s, -1, 1);
    double z = Smooth.clamp(c - .16 * (1 - c * c), -1, 1);
    return axis(c) - lowerHeight * Smooth.power(1 - Math.pow(Math.abs(z), 2.2), .8);
  }

  /** The point of a sphere of radius {@code r} about the eye, in front of local (x, y). */
  public Vec onSphere(double x, double y, double r) {
    return new Vec(x, y, Math.sqrt(Math.max(r * r - x * x - y * y, .0009)));
  }
}
