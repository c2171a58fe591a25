package io.visavis.avatar.builtin.morph;

import io.visavis.avatar.builtin.form.EyeShape;
import io.visavis.avatar.builtin.form.Smooth;
import io.visavis.avatar.builtin.form.Vec;
import io.visavis.avatar.builtin.topology.Tissue;

/**
 * Lids that slide round the eyeball: an angular remap in the eye's own frame. Because weights are
 * blended linearly, a closing lid would cut through the ball half way; it is made to bulge where it
 * ends, so that the chord clears the ball.
 */
final class LidFields {
  /** How the lids move: 1 each is a full blink, squint, wide eye, and a look down. */
  private record Move(double blink, double squint, double wide, double down) {}

  private static final double BULGE = .055;
  private static final double MEET = .14; // the lids meet this far above the lower margin

  private final EyeShape eye;

  LidFields(EyeShape eye) {
    this.eye = eye;
  }

  Field blink() {
    return field(new Move(1, 0, 0, 0));
  }

  Field squint() {
    return field(new Move(0, 1, 0, 0));
  }

  Field wide() {
    return field(new Move(0, 0, 1, 0));
  }

  Field lookDown() {
    return field(new Move(0, 0, 0, 1));
  }

  /** The lids when the eye looks to the side: the whole aperture drifts a little with it. */
  Field lookAside(int towardsX) {
    return Field.skin(
        p -> {
          Vec l = eye.local(p.position());
          double near = Smooth.step(.36, .24, l.length()) * Smooth.step(-.05, .05, l.z());
          double vertical = .004 * Smooth.bell(l.y() - eye.upperHeight(), .06);
          return Vec.of(.011 * towardsX * near, -vertical * near, 0);
        });
  }

  private Field field(Move move) {
    return p -> p.skin() ? at(p, move) : Vec.ZERO;
  }

  private Vec at(FacePoint p, Move move) {
    if (p.is(Tissue.CATCHLIGHT)) {
      int eyeSide = p.x() >= 0 ? 1 : -1;
      Vec out = p.position().minus(eye.world(Vec.ZERO, eyeSide)).unit();
      return out.times(-.038 * move.blink);
    }
    Vec l = eye.local(p.position());
    double r = l.length();
    double near = Smooth.step(.46, .31, r) * (l.z() > -.05 ? 1 : 0);
    if (near == 0) {
      return Vec.ZERO;
    }
    int side = p.x() >= 0 ? 1 : -1;
    double s = l.x() / eye.halfWidth();
    double held = Smooth.clamp(Math.abs(s), 0, 1);
    double x = Smooth.clamp(l.x(), -eye.shell() * .97, eye.shell() * .97);
    double radius = Math.sqrt(Math.max(eye.shell() * eye.shell() - x * x, 1e-4));
    double up = Math.asin(Smooth.clamp(eye.upper(s) / radius, -1, 1));
    double low = Math.asin(Smooth.clamp(eye.lower(s) / radius, -1, 1));
    double meet = Smooth.lerp(low, up, MEET);
    double angle = Math.atan2(l.y(), l.z());
    boolean isUpper = angle > .5 * (up + low);
    double away =
        isUpper ? Smooth.clamp((angle - up) / .50, 0, 1) : Smooth.clamp((low - angle) / .60, 0, 1);
    double with = 1 - Smooth.step(0, 1, away);
    double round = 1 - held * held;
    double aperture = Smooth.clamp(up - low, 0, 1);
    double turn =
        isUpper
            ? move.blink * (meet - up)
                + move.wide * .15 * round
                - move.squint * .16 * aperture
                - move.down * .17 * round
            : move.blink * (meet - low)
                - move.wide * .04 * round
                + move.squint * .32 * aperture
                - move.down * .11 * round;
    turn *= with;
    double a = angle + turn;
    double ry = Math.hypot(l.y(), l.z());
    Vec q = Vec.of(l.x(), ry * Math.sin(a), ry * Math.cos(a));
    double bulge = isUpper ? BULGE * move.blink * with * (1 - held * held * held * held) : 0;
    q = q.times(Math.max(1, eye.shell() * (.995 + bulge) / q.length()));
    Vec d = eye.direction(q.minus(l).times(near), side);
    Vec offset = p.node().position().minus(p.position());
    if (p.is(Tissue.LASH)) {
      Vec turned = offset.turnedX(Vec.ZERO, -turn * .85);
      d = d.plus(turned.minus(offset));
    } else if (p.is(Tissue.LID_SHADOW)) {
      Vec centre = eye.world(Vec.ZERO, side);
      Vec edge = p.position().minus(centre);
      Vec collapsed = edge.times((eye.ball() + .027) / eye.shell()).plus(centre);
      d = d.plus(collapsed.minus(p.node().position()).times(.92 * move.blink));
    }
    return d;
  }
}
