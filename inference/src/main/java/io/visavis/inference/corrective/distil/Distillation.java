package io.visavis.inference.corrective.distil;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.corrective.CoefficientNetwork;
import io.visavis.avatar.corrective.CorrectiveBasis;
import io.visavis.avatar.corrective.Correctives;
import io.visavis.avatar.glb.Limits;
import io.visavis.avatar.motion.MotionSpace;
import io.visavis.inference.corrective.CoefficientModel;
import io.visavis.inference.model.ModelException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Makes correctives of a network that changes every Gaussian of an avatar, such as the emotional
 * Gaussian deformation of GaussianEmoTalker (section IV-B): the network is run in many conditions,
 * the k directions with most of the energy of its changes become bases that share k coefficients,
 * and a small network learns to tell the coefficients. What is lost by it is measured.
 */
public final class Distillation {
  /** Samples that the directions are of; the time goes by their square, and more tell little. */
  private static final int MOST_SPANNING = 512;

  private final Avatar avatar;
  private final DistilSettings settings;
  private final ChangeScale scale;
  private final List<Condition> conditions;
  private final Snapshots snapshots;

  /**
   * What came of it.
   *
   * @param avatar with the new correctives beside those it had
   * @param report what is lost
   */
  public record Result(Avatar avatar, DistilReport report) {}

  private Distillation(
      Avatar avatar,
      DistilSettings settings,
      ChangeScale scale,
      List<Condition> conditions,
      Snapshots snapshots) {
    this.avatar = avatar;
    this.settings = settings;
    this.scale = scale;
    this.conditions = conditions;
    this.snapshots = snapshots;
  }

  /**
   * Distils a network.
   *
   * @param avatar that motion of arkit moves; correctives that it has stay, and the network's
   *     changes are added to theirs
   * @param onnx the network, not trusted
   * @param scratch a folder with room for the samples, {@code 44 N samples} bytes; nothing is left
   *     in it
   * @param progress is told what is done
   * @throws ModelException with one sentence if the network cannot be used
   * @throws IllegalArgumentException with one sentence if it is too much, or does not fit
   */
  public static Result run(
      Avatar avatar, byte[] onnx, DistilSettings settings, Path scratch, Consumer<String> progress)
      throws IOException {
    int n = avatar.gaussians().size();
    if (!avatar.isMovedBy(MotionSpace.ARKIT)) {
      throw new IllegalArgumentException(
          "The avatar '%s' is not moved by arkit motion, in which the faces of emotions are known; a retargeting from it, as 'avatar import' makes, is right."
              .formatted(avatar.name()));
    }
    long row = (long) ChangePart.CHANNELS * n;
    if (row * settings.rank() > Limits.BASIS_VALUES) {
      throw new IllegalArgumentException(
          "A rank of %d of %d Gaussians does not fit into an avatar; at most %d is right."
              .formatted(settings.rank(), n, Limits.BASIS_VALUES / row));
    }
    if (4 * row * settings.samples() > Snapshots.MOST_BYTES) {
      throw new IllegalArgumentException(
          "%d samples of %d Gaussians are %d GB; at most %d samples are right."
              .formatted(
                  settings.samples(),
                  n,
                  (4 * row * settings.samples()) >> 30,
                  Snapshots.MOST_BYTES / (4 * row)));
    }
    Combined.check(avatar.correctives(), settings.rank(), row);
    if (avatar.correctives().network() != null) {
      CoefficientModel.open(avatar).close();
    }
    Avatar rigged = avatar.with(avatar.gaussians(), Correctives.NONE);
    ChangeScale scale = new ChangeScale(rigged);
    try (ChangeNetwork network = ChangeNetwork.open(onnx, n);
        Snapshots snapshots = new Snapshots(scratch, scale.width())) {
      List<Condition> conditions = Conditions.draw(settings, network.rows());
      new Sampler(network, rigged).run(conditions, scale, snapshots, progress);
      progress.accept("Fitting %d coefficients ...".formatted(settings.rank()));
      Result alone =
          new Distillation(rigged, settings, scale, conditions, snapshots).fit(network.rows());
      Avatar both = Combined.of(avatar, alone.avatar().correctives());
      CoefficientModel.open(both).close();
      return new Result(both, alone.report());
    }
  }

  private Result fit(int rows) throws IOException {
    int[] heldIn =
        IntStream.range(0, conditions.size()).filter(s -> !DistilSettings.isHeldOut(s)).toArray();
    int[] spanning = Arrays.copyOf(heldIn, Math.min(heldIn.length, MOST_SPANNING));
    RankFit fit = RankFit.of(snapshots, spanning, settings.rank());
    if (fit.size() == 0) {
      throw new ModelException(
          "The network of changes changed nothing in %d samples; is it trained?"
              .formatted(conditions.size()));
    }
    double[] usual = new double[fit.size()];
    for (int k = 0; k < usual.length; k++) {
      usual[k] = Math.sqrt(fit.energies()[k]);
    }
    float[] row = new float[scale.width()];
    double[][] wanted = new double[heldIn.length][];
    for (int s = 0; s < heldIn.length; s++) {
      snapshots.read(heldIn[s], row);
      wanted[s] = fit.project(row);
      for (int k = 0; k < usual.length; k++) {
        wanted[s][k] /= usual[k];
      }
    }
    CoefficientFit network =
        new CoefficientFit(
            avatar,
            rows,
            IntStream.of(heldIn).mapToObj(conditions::get).toList(),
            wanted,
            fit.energies(),
            new SplittableRandom(~settings.seed()));
    DistilReport report = judge(fit, usual, network);
    return new Result(corrected(fit, usual, network, report), report);
  }

  private DistilReport judge(RankFit fit, double[] usual, CoefficientFit network)
      throws IOException {
    Residual residual = new Residual(scale, fit);
    float[] row = new float[scale.width()];
    for (int s = 0; s < conditions.size(); s++) {
      if (DistilSettings.isHeldOut(s)) {
        snapshots.read(s, row);
        double[] told = network.predict(conditions.get(s));
        for (int k = 0; k < usual.length; k++) {
          told[k] *= usual[k];
        }
        residual.add(row, told);
      }
    }
    return residual.report();
  }

  private static boolean changes(float[] values) {
    for (float value : values) {
      if (value != 0) {
        return true;
      }
    }
    return false;
  }

  /** The avatar, each coefficient of a usual size of 1. */
  private Avatar corrected(
      RankFit fit, double[] usual, CoefficientFit network, DistilReport report) {
    int n = avatar.gaussians().size();
    List<CorrectiveBasis> bases = new ArrayList<>();
    float[] row = new float[scale.width()];
    for (ChangePart part : ChangePart.values()) {
      float[] values = new float[fit.size() * part.channels() * n];
      for (int k = 0; k < fit.size(); k++) {
        for (int c = 0; c < row.length; c++) {
          row[c] = (float) (usual[k] * fit.directions()[k][c]);
        }
        float[] basis = scale.basis(part, row);
        System.arraycopy(basis, 0, values, k * basis.length, basis.length);
      }
      if (changes(values)) {
        bases.add(new CorrectiveBasis(part.target(), false, 0, values));
      }
    }
    CoefficientNetwork told =
        network.network(
            String.format(
                Locale.ROOT,
                "rank=%d samples=%d seed=%d left.rank=%.5f left=%.5f",
                fit.size(),
                conditions.size(),
                settings.seed(),
                report.leftByRank(),
                report.left()));
    List<String> names = IntStream.rangeClosed(1, fit.size()).mapToObj(k -> "change-" + k).toList();
    return avatar.with(avatar.gaussians(), new Correctives(names, bases, told));
  }
}
