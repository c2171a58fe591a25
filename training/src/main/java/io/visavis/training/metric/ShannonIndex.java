package io.visavis.training.metric;

import java.util.ArrayList;
import java.util.List;
import org.hipparchus.clustering.CentroidCluster;
import org.hipparchus.clustering.DoublePoint;
import org.hipparchus.clustering.KMeansPlusPlusClusterer;
import org.hipparchus.clustering.distance.EuclideanDistance;
import org.hipparchus.random.Well19937c;

/**
 * How varied motion is (SID): the entropy, in bits, of which clusters of poses its frames fall
 * into. Clusters are those of the truth.
 */
public final class ShannonIndex {
  private static final int ITERATIONS = 40;

  /** Frames that clusters are made of, at most. */
  private static final int FRAMES = 6000;

  private final double[][] centres;

  private ShannonIndex(double[][] centres) {
    this.centres = centres;
  }

  /**
   * Clusters frames.
   *
   * @param frames [n][d]
   * @param clusters how many; fewer where there are fewer frames
   */
  public static ShannonIndex fit(List<double[]> frames, int clusters) {
    List<DoublePoint> points = new ArrayList<>();
    int step = Math.max(1, frames.size() / FRAMES);
    for (int i = 0; i < frames.size(); i += step) {
      points.add(new DoublePoint(frames.get(i)));
    }
    int k = Math.min(clusters, points.size());
    List<CentroidCluster<DoublePoint>> found =
        new KMeansPlusPlusClusterer<DoublePoint>(
                k, ITERATIONS, new EuclideanDistance(), new Well19937c(1))
            .cluster(points);
    return new ShannonIndex(
        found.stream().map(c -> c.getCenter().getPoint()).toArray(double[][]::new));
  }

  /** The index of motion, bits. */
  public double of(double[][] frames) {
    double[] share = new double[centres.length];
    for (double[] frame : frames) {
      share[nearest(frame)] += 1.0 / frames.length;
    }
    double entropy = 0;
    for (double p : share) {
      entropy -= p * Math.log(p + 1e-6) / Math.log(2);
    }
    return Math.max(0, entropy);
  }

  private int nearest(double[] frame) {
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int k = 0; k < centres.length; k++) {
      double d = 0;
      for (int c = 0; c < frame.length && d < least; c++) {
        d += (frame[c] - centres[k][c]) * (frame[c] - centres[k][c]);
      }
      if (d < least) {
        least = d;
        best = k;
      }
    }
    return best;
  }
}
