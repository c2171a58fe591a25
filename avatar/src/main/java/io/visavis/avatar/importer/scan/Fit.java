package io.visavis.avatar.importer.scan;

import java.util.Arrays;

/**
 * Nearest points between a scan and a head, both ways: from the scan to the head's surface, and
 * from the head's face to the scan, for what a scan has beyond the head does not matter, but a face
 * it has.
 */
final class Fit {
  /** Points of a scan that are looked at. */
  static final int SAMPLE = 30_000;

  /** Metres; farther points are not the same. */
  private static final double FAR = 0.06;

  /** How much of a scan counts: what is best. */
  private static final double SCAN_SHARE = 0.8;

  private static final double FACE_SHARE = 0.9;
  private static final double STILL = 1e-6;

  /** Beyond that many middle distances a pair does not count, nor does it within so many metres. */
  private static final double LIMIT = 3;

  private static final double LEAST_LIMIT = 0.001;

  private final HeadSurface head;
  private final float[] scan;
  private final Nearest onHead;
  private final Nearest onScan;

  /**
   * A fit.
   *
   * @param scan [N, 3]
   */
  Fit(HeadSurface head, float[] scan) {
    this.head = head;
    this.scan = scan;
    this.onHead = new Nearest(head.tree());
    this.onScan = new Nearest(SurfaceTree.ofPoints(scan));
  }

  /**
   * Brings the scan nearer to the head, round by round.
   *
   * @param count points of either that are looked at
   * @param face whether only the face counts
   */
  Similarity improve(Similarity start, int count, int rounds, boolean face) {
    Similarity now = start;
    for (int round = 0; round < rounds; round++) {
      Pairs out = scanToHead(now, count, face);
      Pairs back = faceToScan(now, count);
      Adjustment step = new Adjustment(head.eyes());
      out.add(step);
      back.add(step);
      Similarity next = step.of(now);
      double ratio = next.scale() / start.scale();
      if (!(ratio > 0.4 && ratio < 2.5)) {
        return now;
      }
      double moved = Vector.length(Vector.minus(next.undo(head.eyes()), now.undo(head.eyes())));
      boolean still =
          moved * next.scale() < STILL && Math.abs(next.scale() / now.scale() - 1) < STILL;
      now = next;
      if (still) {
        return now;
      }
    }
    return now;
  }

  /** How badly it fits, metres: to tell one way from another. */
  double misfit(Similarity s, int count) {
    return scanToHead(s, count, false).mean(SCAN_SHARE) + faceToScan(s, count).mean(FACE_SHARE);
  }

  /** How far the faces are from one another, metres; infinite if there is none. */
  double residual(Similarity s) {
    return Math.max(
        scanToHead(s, SAMPLE, true).mean(FACE_SHARE), faceToScan(s, SAMPLE).mean(FACE_SHARE));
  }

  private Pairs scanToHead(Similarity s, int count, boolean face) {
    int size = scan.length / 3;
    int taken = Math.min(count, size);
    Pairs pairs = new Pairs(taken);
    for (int k = 0; k < taken; k++) {
      double[] p = Vector.at(scan, (int) ((long) k * size / taken));
      double[] moved = s.apply(p);
      int hit = onHead.find(moved, FAR);
      if (hit < 0) {
        pairs.miss();
      } else if (!face || head.isFace(hit)) {
        pairs.put(moved, onHead.point(), head.normal(hit), onHead.distance());
      }
    }
    return pairs;
  }

  private Pairs faceToScan(Similarity s, int count) {
    int size = head.face().length;
    int taken = Math.min(count, size);
    Pairs pairs = new Pairs(taken);
    for (int k = 0; k < taken; k++) {
      int triangle = head.face()[(int) ((long) k * size / taken)];
      double[] q = head.middle(triangle);
      if (onScan.find(s.undo(q), FAR / s.scale()) < 0) {
        pairs.miss();
      } else {
        pairs.put(s.apply(onScan.point()), q, head.normal(triangle), onScan.distance() * s.scale());
      }
    }
    return pairs;
  }

  /** Points of the scan, in metres, and of the head that belong together. */
  private static final class Pairs {
    private final double[][] from;
    private final double[][] to;
    private final double[][] normal;
    private final double[] distance;
    private int count;
    private int missed;

    Pairs(int most) {
      from = new double[most][];
      to = new double[most][];
      normal = new double[most][];
      distance = new double[most];
    }

    void put(double[] p, double[] q, double[] across, double away) {
      from[count] = p;
      to[count] = q.clone();
      normal[count] = across;
      distance[count++] = away;
    }

    void miss() {
      missed++;
    }

    /** Adds all that are not far away beside the others (Tukey's weights). */
    void add(Adjustment step) {
      double[] sorted = Arrays.copyOf(distance, count);
      Arrays.sort(sorted);
      double limit = count == 0 ? 0 : Math.max(LIMIT * sorted[count / 2], LEAST_LIMIT);
      for (int i = 0; i < count; i++) {
        double ratio = distance[i] / limit;
        if (ratio < 1) {
          double weight = (1 - ratio * ratio) * (1 - ratio * ratio);
          step.add(from[i], to[i], normal[i], weight / count);
        }
      }
    }

    /** The mean distance of the best; of what misses, the farthest that counts. */
    double mean(double share) {
      double[] all = Arrays.copyOf(distance, count + missed);
      Arrays.fill(all, count, all.length, FAR);
      Arrays.sort(all);
      int kept = (int) Math.ceil(share * all.length);
      return kept == 0 ? Double.POSITIVE_INFINITY : Arrays.stream(all, 0, kept).sum() / kept;
    }
  }
}
