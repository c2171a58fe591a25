package io.visavis.avatar.builtin.person;

import static io.visavis.avatar.builtin.person.Strokes.ball;
import static io.visavis.avatar.builtin.person.Strokes.limb;

import io.visavis.avatar.builtin.form.EyeShape;
import io.visavis.avatar.builtin.form.MouthShape;
import io.visavis.avatar.builtin.form.Sculpture;
import io.visavis.avatar.builtin.form.Smooth;
import io.visavis.avatar.builtin.form.Vec;

/**
 * The bones and the flesh in which people differ, in units of 10 cm; what they share is in the
 * strokes of {@link #skull} and {@link #body}.
 *
 * @param face half width of the face between temple and jaw
 * @param jaw half width between the angles of the jaw
 * @param jawY height of these angles
 * @param chin half width of the chin
 * @param chinY height of the middle of the chin; it ends .12 below
 * @param chinZ how far forward that middle is
 * @param cheek how far the cheekbones stand out, a radius
 * @param cheekY height of the cheekbones
 * @param brow thickness of the ridge over the eyes
 * @param nose the nose
 * @param crease height of the crease over the margin of the upper lid
 * @param folds depth of the folds that age leaves: beside the nose, under the eyes, at the chin
 * @param neck radius of the neck
 * @param shoulder half width of the shoulders
 */
record Anatomy(
    double face,
    double jaw,
    double jawY,
    double chin,
    double chinY,
    double chinZ,
    double cheek,
    double cheekY,
    double brow,
    Nose nose,
    double crease,
    double folds,
    double neck,
    double shoulder) {

  /**
   * A nose.
   *
   * @param bridge radius of the bridge
   * @param bridgeZ how far forward the bridge is between the eyes
   * @param tip radius of the tip
   * @param tipY height of the tip
   * @param tipZ how far forward the middle of the tip is
   * @param wing distance of the wings from the middle
   */
  record Nose(double bridge, double bridgeZ, double tip, double tipY, double tipZ, double wing) {

    Sculpture sculpted() {
      double up = tipY + .345;
      return new Sculpture()
          .join(limb(0, .11, bridgeZ, 0, tipY + .09, tipZ - .045, bridge, bridge + .018), .01)
          .join(ball(0, tipY, tipZ, tip, tip * .92, tip), .07)
          .join(ball(wing, -.385 + up, .838, .062, .060, .078), .06)
          .join(ball(0, -.405 + up, .870, .048, .046, .072), .04)
          .carve(ball(wing * .62, -.452 + up, .880, .036, .032, .050), .030);
    }
  }

  /** The head without the neck. */
  Sculpture skull(EyeShape eye, MouthShape mouth) {
    Vec e = eye.centre();
    Sculpture head =
        new Sculpture()
            .join(ball(0, .31, -.12, .765, .84, .93), .01)
            .join(ball(0, -.21, .16, face, .735, .60), .30)
            .join(limb(jaw - .10, -.22, -.08, jaw - .125, jawY + .04, .0, .12, .12), .28)
            .join(limb(jaw - .125, jawY, .02, chin * .68, chinY + .015, .54, .125, .120), .26)
            .join(ball(jaw * .66, .58 * jawY + .42 * chinY, .33, .12, .105, .20), .26)
            .join(ball(0, chinY, chinZ, chin, .12, .13), .20)
            .join(ball(chin + .045, chinY + .045, chinZ - .125, .105, .09, .12), .22)
            .join(ball(.40, cheekY, .435, cheek, .22, .235), .24)
            .join(limb(.09, e.y() + .235, .700, .50, e.y() + .235, .50, brow, brow + .015), .18)
            .join(ball(0, .45, .36, .53, .36, .44), .25)
            .carve(ball(e.x() - .005, e.y() + .03, .895, .235, .150, .175), .16)
            .join(ball(0, mouth.y() + .035, .555, .31, .235, .27), .17)
            .join(nose.sculpted(), .085);
    Strokes.lids(head, eye, crease);
    head.carve(limb(0, mouth.y() - .160, .915, .11, mouth.y() - .135, .87, .07, .05), .10)
        .carve(limb(0, -.47, .930, 0, mouth.y() + .085, .900, .022, .028), .035);
    return head.engrave((x, y, z) -> z < .25 ? 0 : folds(Math.abs(x), y, eye, mouth));
  }

  /** How deep the folds of the face are at a point of its front. */
  private double folds(double x, double y, EyeShape eye, MouthShape mouth) {
    double wing = nose.wing() + .075;
    double down = Smooth.clamp((-.37 - y) / (-.37 - mouth.y() + .04), -.2, 1.3);
    double cheekLine = x - (wing + .15 * down + .03 * down * down);
    double beside =
        Smooth.step(-.15, .15, down) * Smooth.step(1.3, .95, down) * Smooth.bell(cheekLine, .028);
    double full = Smooth.bell(cheekLine - .055, .045) * Smooth.bell(down - .55, .40);
    double tx = (x - eye.centre().x() + .03) / .15;
    double under = y - (eye.centre().y() - .150 + .03 * tx * tx);
    double bag = Smooth.bell(under, .022) * Smooth.bell(tx, .8);
    double corner =
        Smooth.bell(x - mouth.halfWidth() * 1.16, .025) * Smooth.bell(y - mouth.y() + .07, .06);
    return folds * (.019 * beside - .012 * full + .018 * bag + .022 * corner);
  }

  /** Neck and shoulders. */
  Sculpture body() {
    double back = neck * .42;
    return new Sculpture()
        .join(limb(0, -.35, -back, 0, -1.75, -back - .12, neck, neck + .03), .01)
        .join(limb(.34, -.50, -.16, .05, -1.52, neck - .42, .085, .065), .16)
        .join(limb(0, -1.60, -.28, shoulder, -1.86, -.28, .30, .25), .35)
        .join(limb(.05, -1.64, .07, .72, -1.68, -.06, .06, .05), .14)
        .join(ball(0, -2.15, -.22, shoulder + .04, .62, .46), .25);
  }
}
