package io.visavis.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.motion.MotionSpace;
import io.visavis.render.oracle.OracleBackend;
import java.util.List;

/** Compares a back end with the oracle by the rule for right pictures. */
public final class Agreement {
  private final RenderBackend backend;
  private final OracleBackend oracle = new OracleBackend();

  public Agreement(RenderBackend backend) {
    this.backend = backend;
  }

  /**
   * Draws both in every format, packed too where nothing is behind, and holds the back end to the
   * rule.
   */
  public void assertSamePicture(
      String what, Avatar avatar, float[] motion, View view, Background behind) {
    float[] coefficients = new float[avatar.correctives().size()];
    assertSamePicture(what, avatar, motion, coefficients, view, behind);
  }

  /** The same, with coefficients of the avatar's correctives. */
  public void assertSamePicture(
      String what,
      Avatar avatar,
      float[] motion,
      float[] coefficients,
      View view,
      Background behind) {
    Drawing ours = new Drawing(backend, backend.load(avatar), motion, coefficients, view, behind);
    Drawing theirs = new Drawing(oracle, oracle.load(avatar), motion, coefficients, view, behind);
    assertI420(what, ours, theirs);
    if (behind instanceof Background.Transparent) {
      assertPacked(what, ours, theirs);
    }
    assertFloat(what, ours, theirs);
    assertRgba(what, ours, theirs);
    ours.avatar().close();
  }

  private record Drawing(
      RenderBackend backend,
      AvatarHandle avatar,
      float[] motion,
      float[] coefficients,
      View view,
      Background behind) {

    void to(Picture picture) {
      // Frames of the two spaces differ in length.
      MotionSpace space =
          motion.length == MotionSpace.ARKIT.size() ? MotionSpace.ARKIT : MotionSpace.FLAME;
      DrawRequest request =
          new DrawRequest(avatar, space, List.of(new DrawRequest.Target(view, behind, picture)));
      System.arraycopy(motion, 0, request.motion(), 0, motion.length);
      System.arraycopy(coefficients, 0, request.coefficients(), 0, coefficients.length);
      backend.draw(List.of(request));
    }
  }

  private static void assertI420(String what, Drawing ours, Drawing theirs) {
    View view = ours.view();
    Picture.I420 a = Picture.I420.of(view.width(), view.height());
    Picture.I420 b = Picture.I420.of(view.width(), view.height());
    ours.to(a);
    theirs.to(b);
    assertSamples(what, a, b);
  }

  /** Colour and matte keep the rule each for itself. */
  private static void assertPacked(String what, Drawing ours, Drawing theirs) {
    View view = ours.view();
    Picture.Packed a = Picture.Packed.of(view.width(), view.height());
    Picture.Packed b = Picture.Packed.of(view.width(), view.height());
    ours.to(a);
    theirs.to(b);
    assertSamples(what + ", colour", half(a, 0), half(b, 0));
    assertSamples(what + ", matte", half(a, 1), half(b, 1));
  }

  private static Picture.I420 half(Picture.Packed packed, int right) {
    Picture.I420 out = Picture.I420.of(packed.width(), packed.height());
    cut(packed.both().y(), out.y(), packed.width(), right);
    cut(packed.both().u(), out.u(), packed.width() / 2, right);
    cut(packed.both().v(), out.v(), packed.width() / 2, right);
    return out;
  }

  private static void cut(byte[] from, byte[] to, int width, int right) {
    for (int at = 0; at < to.length; at += width) {
      System.arraycopy(from, 2 * at + right * width, to, at, width);
    }
  }

  private static void assertSamples(String what, Picture.I420 a, Picture.I420 b) {
    int[] histogram = new int[256];
    byte[][][] planes = {{a.y(), b.y()}, {a.u(), b.u()}, {a.v(), b.v()}};
    int samples = 0;
    for (byte[][] plane : planes) {
      for (int i = 0; i < plane[0].length; i++) {
        histogram[Math.abs((plane[0][i] & 255) - (plane[1][i] & 255))]++;
        samples++;
      }
    }
    int close = histogram[0] + histogram[1];
    int bad = samples - close - histogram[2] - histogram[3];
    assertThat(close).as("%s: I420 samples within 1", what).isGreaterThan((int) (0.999 * samples));
    assertThat(bad).as("%s: I420 samples beyond 3", what).isZero();
  }

  private static void assertFloat(String what, Drawing ours, Drawing theirs) {
    View view = ours.view();
    Picture.FloatRgb a = Picture.FloatRgb.of(view.width(), view.height());
    Picture.FloatRgb b = Picture.FloatRgb.of(view.width(), view.height());
    ours.to(a);
    theirs.to(b);
    double squares = 0;
    long covered = 0;
    int n = view.width() * view.height();
    for (int i = 0; i < n; i++) {
      if (b.alpha()[i] > 0) {
        covered++;
        for (int c = 0; c < 3; c++) {
          double e = a.rgb()[c * n + i] - b.rgb()[c * n + i];
          squares += e * e;
        }
      } else {
        assertThat(a.alpha()[i]).as("%s: alpha of an uncovered pixel", what).isLessThan(0.005f);
      }
    }
    double psnr = -10 * Math.log10(squares / Math.max(1, 3 * covered));
    if (Boolean.getBoolean("visavis.print")) {
      System.out.printf("%s: %.1f dB over %d pixels%n", what, psnr, covered);
    }
    assertThat(psnr).as("%s: PSNR of float RGB, dB", what).isGreaterThanOrEqualTo(80);
  }

  /** Colour is compared as it shows, weighted by alpha: under alpha 0 it means nothing. */
  private static void assertRgba(String what, Drawing ours, Drawing theirs) {
    View view = ours.view();
    Picture.Rgba a = Picture.Rgba.of(view.width(), view.height());
    Picture.Rgba b = Picture.Rgba.of(view.width(), view.height());
    ours.to(a);
    theirs.to(b);
    int far = 0;
    for (int i = 0; i < a.pixels().length; i += 4) {
      int alpha = b.pixels()[i + 3] & 255;
      far += Math.abs((a.pixels()[i + 3] & 255) - alpha) > 1 ? 1 : 0;
      for (int c = 0; c < 3; c++) {
        int difference = Math.abs((a.pixels()[i + c] & 255) - (b.pixels()[i + c] & 255));
        far += difference * alpha > 2 * 255 ? 1 : 0;
      }
    }
    assertThat(far)
        .as("%s: RGBA samples that show a difference", what)
        .isLessThanOrEqualTo(a.pixels().length / 1000);
  }
}
