package io.visavis.avatar.builtin.hair;

import io.visavis.avatar.builtin.form.Smooth;
import io.visavis.avatar.builtin.form.Vec;

/**
 * A surface of combed hair through guide strands: t runs over the guides from front to back, s
 * along them from the part to the tips. Catmull-Rom both ways.
 */
final class HairSheet {
  private static final Vec MIDDLE = Vec.of(0, 0, -.1);

  private final Vec[][] guides;

  /** Takes guides of equal length, [guide][point]. */
  HairSheet(Vec[][] guides) {
    this.guides = guides;
  }

  Vec at(double t, double s) {
    int n = guides.length;
    double x = Smooth.clamp(t, 0, 1) * (n - 1);
    int i = Math.min((int) x, n - 2);
    double u = x - i;
    return curve(
        along(guides[Math.max(i - 1, 0)], s),
        along(guides[i], s),
        along(guides[i + 1], s),
        along(guides[Math.min(i + 2, n - 1)], s),
        u);
  }

  private static Vec along(Vec[] guide, double s) {
    int m = guide.length;
    double x = s * (m - 1);
    int i = (int) Smooth.clamp(Math.floor(x), 0, m - 2);
    Vec a = guide[i];
    Vec b = guide[i + 1];
    Vec before = i > 0 ? guide[i - 1] : a.times(2).minus(b);
    Vec after = i + 2 < m ? guide[i + 2] : b.times(2).minus(a);
    return curve(before, a, b, after, x - i);
  }

  private static Vec curve(Vec p0, Vec p1, Vec p2, Vec p3, double u) {
    Vec c1 = p2.minus(p0).times(u);
    Vec c2 = p0.times(2).minus(p1.times(5)).plus(p2.times(4)).minus(p3).times(u * u);
    Vec c3 = p1.minus(p2).times(3).plus(p3).minus(p0).times(u * u * u);
    return p1.plus(c1.plus(c2).plus(c3).times(.5));
  }

  /** Unit direction across the hair, towards later guides. */
  Vec across(double t, double s) {
    double e = .01;
    return at(t + e, s).minus(at(t - e, s)).unit();
  }

  /** Unit normal, away from the head. */
  Vec normal(double t, double s) {
    double e = .01;
    double c = Smooth.clamp(s, 0, 1);
    Vec along = at(t, Math.min(c + e, 1)).minus(at(t, Math.max(c - e, 0)));
    Vec n = across(t, c).cross(along).unit();
    return n.dot(at(t, c).minus(MIDDLE)) < 0 ? n.times(-1) : n;
  }
}
