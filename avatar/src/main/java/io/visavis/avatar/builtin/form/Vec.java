package io.visavis.avatar.builtin.form;

/**
 * A point, a direction or a linear colour. Points are in units of 10 cm, +x the subject's left, +y
 * up, +z to the viewer.
 */
public record Vec(double x, double y, double z) {
  public static final Vec ZERO = new Vec(0, 0, 0);

  public static Vec of(double x, double y, double z) {
    return new Vec(x, y, z);
  }

  public Vec plus(Vec o) {
    return new Vec(x + o.x, y + o.y, z + o.z);
  }

  public Vec minus(Vec o) {
    return new Vec(x - o.x, y - o.y, z - o.z);
  }

  public Vec times(double s) {
    return new Vec(x * s, y * s, z * s);
  }

  /** The product component by component: a colour seen through a filter. */
  public Vec times(Vec o) {
    return new Vec(x * o.x, y * o.y, z * o.z);
  }

  public double dot(Vec o) {
    return x * o.x + y * o.y + z * o.z;
  }

  public Vec cross(Vec o) {
    return new Vec(y * o.z - z * o.y, z * o.x - x * o.z, x * o.y - y * o.x);
  }

  public double length() {
    return Math.sqrt(dot(this));
  }

  public double distance(Vec o) {
    return minus(o).length();
  }

  /** The same direction with length 1; the zero vector stays. */
  public Vec unit() {
    return times(1 / Math.max(length(), 1e-9));
  }

  /** The way from this to {@code o}: 0 gives this, 1 gives {@code o}. */
  public Vec towards(Vec o, double t) {
    return new Vec(x + (o.x - x) * t, y + (o.y - y) * t, z + (o.z - z) * t);
  }

  /** The mirror image in the plane between left and right. */
  public Vec mirrored() {
    return new Vec(-x, y, z);
  }

  /** This, on the side of the sign: +1 as it is, -1 mirrored. */
  public Vec onSide(int side) {
    return side < 0 ? mirrored() : this;
  }

  /** Turned about the x axis through {@code pivot}; + turns y towards z. */
  public Vec turnedX(Vec pivot, double angle) {
    double c = Math.cos(angle);
    double s = Math.sin(angle);
    double dy = y - pivot.y;
    double dz = z - pivot.z;
    return new Vec(x, pivot.y + c * dy - s * dz, pivot.z + s * dy + c * dz);
  }

  /** Turned about the y axis through the origin; + turns z towards x. */
  public Vec turnedY(double angle) {
    double c = Math.cos(angle);
    double s = Math.sin(angle);
    return new Vec(c * x + s * z, y, -s * x + c * z);
  }
}
