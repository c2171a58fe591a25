package io.visavis.avatar.check;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.GaussianCloud;
import io.visavis.avatar.glb.RestSplats;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Are the Gaussians of sane size, where the head is, and what do they cost? */
final class GaussianCheck {
  /** Below 1/255 a Gaussian is never drawn. */
  private static final float UNSEEN = 1f / 255;

  /** Metres: a Gaussian with a larger standard deviation is no part of a face. */
  private static final float TOO_LARGE = 0.05f;

  /** Metres: smaller than any pixel. */
  private static final float TOO_SMALL = 1e-5f;

  /** Metres from the nearest corner of the bounding box. */
  private static final float FAR = 0.5f;

  /** Square metres; a triangle without area turns its Gaussians into noise. */
  private static final double FLAT = 1e-14;

  private GaussianCheck() {}

  static List<Finding> check(Avatar avatar) {
    List<Finding> out = new ArrayList<>();
    GaussianCloud cloud = avatar.gaussians();
    int n = cloud.size();
    float[] largest = new float[n];
    Share[] shares = {new Share(), new Share(), new Share(), new Share()};
    Box box = Box.of(avatar.mesh());
    RestSplats splats = RestSplats.of(avatar);
    for (int i = 0; i < n; i++) {
      largest[i] =
          Math.max(
              splats.scale()[3 * i],
              Math.max(splats.scale()[3 * i + 1], splats.scale()[3 * i + 2]));
      shares[0].count(cloud.opacity()[i] < UNSEEN, i);
      shares[1].count(largest[i] > TOO_LARGE, i);
      shares[2].count(largest[i] < TOO_SMALL, i);
      shares[3].count(far(box, splats.position(), 3 * i), i);
    }
    Arrays.sort(largest);
    out.add(
        Finding.fact(
            String.format(
                Locale.ROOT,
                "%d Gaussians with binding %s, the middle one %.2f mm large.",
                n,
                cloud.binding().id(),
                1000 * largest[n / 2])));
    out.add(cost(n));
    share(
        out,
        shares[0],
        n,
        "are too transparent to be drawn (opacity below 1/255); "
            + (shares[0].count == n
                ? "opacities go from 0 to 1, after the sigmoid"
                : "remove them"));
    share(
        out, shares[1], n, "are larger than 5 cm; check that factors are local to their triangles");
    share(out, shares[2], n, "are smaller than 0.01 mm and not seen; check their factors");
    share(
        out,
        shares[3],
        n,
        "are more than 50 cm away from the head; check that means are local to their triangles");
    share(
        out,
        onFlat(avatar),
        n,
        "ride on triangles without area, which cannot carry them; bind them to others");
    return out;
  }

  /** A straight line through 4.6 ms for 20,000 and 7.9 ms for 50,000 Gaussians. */
  private static Finding cost(int n) {
    double millis = 2.4 + 0.11 * n / 1000;
    return new Finding(
        n > 60_000 ? Finding.Level.DOUBTFUL : Finding.Level.FACT,
        String.format(
            Locale.ROOT,
            "Drawing it takes about %.1f ms a frame at 512x512 on a core with AVX-512, so one core shows about %d at 25 frames a second%s.",
            millis,
            (int) (40 / millis),
            n > 60_000 ? "; fewer Gaussians would serve more people" : ""));
  }

  /** Gaussians that something is true of. */
  private static final class Share {
    private int count;
    private int first = -1;

    void count(boolean is, int gaussian) {
      if (is && count++ == 0) {
        first = gaussian;
      }
    }
  }

  private static void share(List<Finding> out, Share share, int n, String what) {
    if (share.count == n) {
      out.add(Finding.doubtful("All %d Gaussians %s.".formatted(n, what)));
    } else if (share.count > 0) {
      out.add(
          Finding.doubtful(
              "%d of %d Gaussians (the first is %d) %s."
                  .formatted(share.count, n, share.first, what)));
    }
  }

  private static boolean far(Box box, float[] position, int at) {
    double d = 0;
    for (int c = 0; c < 3; c++) {
      double outside =
          Math.max(
              Math.max(box.least()[c] - position[at + c], position[at + c] - box.most()[c]), 0);
      d += outside * outside;
    }
    // Written so that NaN is far.
    return !(d <= FAR * FAR);
  }

  private static Share onFlat(Avatar avatar) {
    int[] triangles = avatar.mesh().triangles();
    float[] v = avatar.mesh().vertices();
    Share share = new Share();
    for (int i = 0; i < avatar.gaussians().size(); i++) {
      int parent = avatar.gaussians().parent()[i];
      int a = 3 * triangles[3 * parent];
      int b = 3 * triangles[3 * parent + 1];
      int c = 3 * triangles[3 * parent + 2];
      double[] e = new double[3];
      double[] f = new double[3];
      for (int k = 0; k < 3; k++) {
        e[k] = v[b + k] - v[a + k];
        f[k] = v[c + k] - v[a + k];
      }
      double x = e[1] * f[2] - e[2] * f[1];
      double y = e[2] * f[0] - e[0] * f[2];
      double z = e[0] * f[1] - e[1] * f[0];
      share.count(Math.sqrt(x * x + y * y + z * z) / 2 < FLAT, i);
    }
    return share;
  }
}
