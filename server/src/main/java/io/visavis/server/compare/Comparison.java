package io.visavis.server.compare;

import io.visavis.inference.metric.Frechet;
import io.visavis.inference.model.PictureNetwork;
import io.visavis.render.compare.MouthDistance;
import io.visavis.render.compare.PictureScore;
import io.visavis.render.compare.Pixels;
import io.visavis.render.compare.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Compares pair by pair, and keeps figures, not pictures. One thread. */
public final class Comparison {
  /** Pixels on a side of what Inception sees. */
  private static final int INCEPTION = 299;

  /** Pictures of a Frechet distance at most: its time grows with their cube. */
  private static final int MOST_FEATURES = 4_000;

  private final @Nullable PictureNetwork lpips;
  private final @Nullable PictureNetwork fid;
  private final @Nullable SyncComparison sync;
  private final List<Scored> scored = new ArrayList<>();
  private final List<double[]> features = new ArrayList<>();
  private final List<double[]> referenceFeatures = new ArrayList<>();
  private boolean lpipsOfFaces = true;

  /**
   * A comparison.
   *
   * @param lpips takes two pictures and gives one number, or null
   * @param fid takes a picture of 299x299 and gives its features, or null
   * @param sync takes the pairs too, or null
   */
  public Comparison(
      @Nullable PictureNetwork lpips, @Nullable PictureNetwork fid, @Nullable SyncComparison sync) {
    this.lpips = lpips;
    this.fid = fid;
    this.sync = sync;
  }

  /** The landmarks of a face in both pictures, each [68, 2] in pixels. */
  public record Mouths(double[] picture, double[] reference) {}

  /**
   * Compares the next pair.
   *
   * @param name of the reference
   * @param face where the face is, if that is known
   * @param mouths landmarks, if they are known
   * @throws IllegalArgumentException with one sentence that names the picture
   */
  public void add(
      String name,
      Pixels picture,
      Pixels reference,
      Optional<Region> face,
      @Nullable Mouths mouths) {
    Region whole = Region.whole(reference);
    Scored.Part all;
    try {
      all = new Scored.Part(whole, PictureScore.of(picture, reference), lpips(picture, reference));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("%s: %s".formatted(name, e.getMessage()), e);
    }
    Scored.Part part =
        face.filter(r -> Math.min(r.width(), r.height()) >= PictureScore.LEAST_SIDE)
            .map(r -> face(r, picture.cut(r), reference.cut(r)))
            .orElse(null);
    Double lmd = mouths == null ? null : MouthDistance.of(mouths.picture(), mouths.reference());
    scored.add(new Scored(name, all, part, lmd));
    if (fid != null) {
      feature(fid, picture, features);
      feature(fid, reference, referenceFeatures);
    }
    if (sync != null) {
      sync.add(name, picture, reference, face.orElse(null));
    }
  }

  private Scored.Part face(Region region, Pixels picture, Pixels reference) {
    lpipsOfFaces &= lpips == null || lpips.takes(region.width(), region.height());
    return new Scored.Part(
        region,
        PictureScore.of(picture, reference),
        lpipsOfFaces ? lpips(picture, reference) : null);
  }

  private @Nullable Double lpips(Pixels picture, Pixels reference) {
    if (lpips == null) {
      return null;
    }
    float[] given =
        lpips.run(
            List.of(picture.centred(), reference.centred()), picture.width(), picture.height());
    if (given.length != 1) {
      throw new IllegalArgumentException(
          "The network of LPIPS gives %d numbers; one is right.".formatted(given.length));
    }
    return (double) given[0];
  }

  private static void feature(PictureNetwork network, Pixels picture, List<double[]> to) {
    if (to.size() == MOST_FEATURES) {
      throw new IllegalArgumentException(
          "FID takes %d pictures at most; compare parts.".formatted(MOST_FEATURES));
    }
    float[] given =
        network.run(List.of(picture.scaled(INCEPTION, INCEPTION).centred()), INCEPTION, INCEPTION);
    double[] out = new double[given.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = given[i];
    }
    if (!to.isEmpty() && to.getFirst().length != out.length) {
      throw new IllegalArgumentException(
          "The network of FID gives %d and then %d features; as many for each picture are right."
              .formatted(to.getFirst().length, out.length));
    }
    to.add(out);
  }

  /** What was measured, in the order of the pictures. */
  public List<Scored> scored() {
    return List.copyOf(scored);
  }

  /** How well lips follow the voice, once all pairs were compared; nothing without a network. */
  Optional<SyncComparison.Scores> sync() {
    return Optional.ofNullable(sync).map(SyncComparison::scores);
  }

  /** Sentences about what was left out. */
  List<String> notes() {
    return sync == null ? List.of() : sync.notes();
  }

  /** Whether the network of LPIPS took the sizes of all faces. */
  boolean lpipsOfFaces() {
    return lpipsOfFaces;
  }

  /** The Frechet distance of the features; nothing without a network, or of one picture. */
  Optional<Double> fid() {
    return features.size() < 2
        ? Optional.empty()
        : Optional.of(
            Frechet.distance(
                features.toArray(double[][]::new), referenceFeatures.toArray(double[][]::new)));
  }
}
