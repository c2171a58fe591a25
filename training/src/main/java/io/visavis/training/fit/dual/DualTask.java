package io.visavis.training.fit.dual;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.visavis.training.fit.Task;
import io.visavis.training.net.ArrayOps;
import io.visavis.training.net.Numbers;
import io.visavis.training.net.Weights;
import io.visavis.training.net.dual.DualNet;
import io.visavis.training.net.dual.Senses;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Faces in conversation. Two faces of each clip are drawn and scored as draws ({@link
 * EnergyScore}), group by group: single frames, what changes from frame to frame (the smoothness of
 * GaussianTalker's equation 6, for a distribution), stretches of the head's motion, and means of a
 * second and longer; and how much the head stirs. Beside that, latent consistency (equation 7) and
 * contrast between timbres.
 */
final class DualTask implements Task<DualBatch> {
  private static final int WARM_UP = 50;
  private static final float STIRRING = 3;
  private static final float FORETOLD = 10;
  private static final float READ = 0.05f;
  private static final float CONTRAST = 0.02f;
  private static final float TEMPERATURE = 0.1f;

  private final DualBatches batches;
  private final TwoFaces faces;
  private final float[] whitening;
  private final int size;
  private final List<FaceGroup> groups;
  private final FaceGroup lips;

  /**
   * The task.
   *
   * @param whitening of {@link Whitening}
   */
  DualTask(DualNet net, DualBatches batches, float[] whitening) {
    this.batches = batches;
    this.whitening = whitening;
    this.faces = new TwoFaces(net);
    this.size = net.space().size();
    this.groups = FaceGroup.all(net.space());
    this.lips = FaceGroup.lips(net.space());
  }

  @Override
  public DualBatch batch(int step) {
    return batches.batch(step);
  }

  @Override
  public Loss loss(Weights weights, DualBatch batch, NDManager manager) {
    TwoFaces.Drawn drawn = faces.draw(weights, batch, manager);
    NDArray truth = manager.create(batch.truth(), new Shape(batch.size(), batch.frames(), size));
    Drawn warm = new Drawn(warm(drawn.two()), warm(truth), warm(drawn.known()));
    Map<String, NDArray> shown = new LinkedHashMap<>();
    NDArray total = faces(warm, shown).add(stirring(weights, warm, shown));
    NDArray read = reading(weights, warm.two(), warm.truth(), warm(drawn.words()));
    NDArray contrast = contrast(weights, batch.timbres(), manager);
    shown.put("read", read);
    shown.put("contrast", contrast);
    total = total.add(Numbers.times(read, READ)).add(Numbers.times(contrast, CONTRAST));
    return new Loss(total, shown);
  }

  /** What is scored of a batch: two faces and the true one, and what was understood. */
  private record Drawn(NDArray two, NDArray truth, NDArray known) {}

  private static NDArray warm(NDArray x) {
    return x.get(":, " + WARM_UP + ":");
  }

  /** Faces group by group, and whole. */
  private NDArray faces(Drawn drawn, Map<String, NDArray> shown) {
    NDManager manager = drawn.truth().getManager();
    NDArray total = manager.create(0f);
    for (FaceGroup group : groups) {
      NDArray matrix = matrix(group, manager);
      NDArray two = drawn.two().matMul(matrix);
      NDArray truth = drawn.truth().matMul(matrix);
      NDArray score = score(two, truth);
      if (group.equals(groups.getLast())) {
        score = score.add(head(two, truth));
      }
      shown.put(group.name(), score);
      total = total.add(score);
    }
    NDArray whole = manager.create(whitening, new Shape(size, size));
    NDArray whitened = places(drawn.two().matMul(whole), drawn.truth().matMul(whole));
    shown.put("whole", whitened);
    return total.add(whitened);
  }

  /** How much the head stirs, and how far that is foretold. */
  private NDArray stirring(Weights weights, Drawn drawn, Map<String, NDArray> shown) {
    NDManager manager = drawn.truth().getManager();
    NDArray matrix = matrix(groups.getLast(), manager);
    NDArray truth = Stirring.of(drawn.truth().matMul(matrix));
    NDArray score = Stirring.score(Stirring.of(drawn.two().matMul(matrix)), truth);
    ArrayOps ops = new ArrayOps(weights, 0);
    NDArray foretold = Stirring.foretold(ops, drawn.known(), DualNet.UNDERSTOOD, truth);
    shown.put("stirring", score);
    shown.put("foretold", foretold);
    return Numbers.times(score, STIRRING).add(Numbers.times(foretold, FORETOLD));
  }

  private static NDArray matrix(FaceGroup group, NDManager manager) {
    return manager.create(group.matrix(), new Shape(group.of(), group.size()));
  }

  /** Of a head, as long as a nod and as long as a sway; norms grow with the root of the length. */
  private static NDArray head(NDArray two, NDArray truth) {
    NDArray nod = Numbers.times(EnergyScore.of(two, truth, 10), 1 / Math.sqrt(10));
    NDArray sway = Numbers.times(EnergyScore.of(two, truth, 50), 1 / Math.sqrt(50));
    return nod.add(sway);
  }

  private static NDArray score(NDArray two, NDArray truth) {
    return places(two, truth).add(EnergyScore.of(change(two), change(truth), 1));
  }

  /** Of single frames and of means over a second and eight. */
  private static NDArray places(NDArray two, NDArray truth) {
    NDArray second = EnergyScore.of(mean(two, 25), mean(truth, 25), 1);
    NDArray eight = EnergyScore.of(mean(two, 200), mean(truth, 200), 1);
    NDArray frames = EnergyScore.of(two, truth, 1);
    return frames.add(second).add(eight);
  }

  private static NDArray change(NDArray x) {
    return x.get(":, 1:").sub(x.get(":, :-1"));
  }

  private static NDArray mean(NDArray x, int frames) {
    Shape s = x.getShape();
    return x.reshape(s.get(0), s.get(1) / frames, frames, s.get(2)).mean(new int[] {2});
  }

  /** The reader learns on the truth; drawn faces are read by a reader that does not learn. */
  private NDArray reading(Weights weights, NDArray two, NDArray truth, NDArray words) {
    NDArray matrix = matrix(lips, truth.getManager());
    int channels = (int) words.getShape().get(2);
    NDArray said = words.stopGradient();
    NDArray learnt =
        LipReader.read(new ArrayOps(weights, 0), truth.matMul(matrix), lips.size(), channels);
    NDArray drawn = two.get("0:" + truth.getShape().get(0)).matMul(matrix);
    NDArray read = LipReader.read(new ArrayOps(weights, 0).fixed(), drawn, lips.size(), channels);
    return learnt.sub(said).square().mean().add(read.sub(said).square().mean());
  }

  /**
   * InfoNCE over pairs: of all phones of the batch, the same one in the other timbre is nearest.
   */
  private static NDArray contrast(Weights weights, Timbres.Pairs pairs, NDManager manager) {
    NDArray low = direction(weights, manager, pairs.low());
    NDArray high = direction(weights, manager, pairs.high());
    NDArray logits = Numbers.times(low.matMul(high.transpose()), 1 / TEMPERATURE);
    NDArray same = manager.eye(Timbres.PAIRS);
    NDArray there = logits.logSoftmax(1).mul(same).sum();
    NDArray back = logits.logSoftmax(0).mul(same).sum();
    return Numbers.times(there.add(back), -0.5 / Timbres.PAIRS);
  }

  private static NDArray direction(Weights weights, NDManager manager, float[] heard) {
    NDArray x = manager.create(heard, new Shape(1, Timbres.PAIRS, Senses.VOICE));
    NDArray z = DualNet.words(new ArrayOps(weights, 0), x).squeeze(0);
    return z.div(z.square().sum(new int[] {1}, true).add(1e-6f).sqrt());
  }
}
