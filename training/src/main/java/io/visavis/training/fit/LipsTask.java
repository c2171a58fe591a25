package io.visavis.training.fit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.visavis.training.net.Objective;
import io.visavis.training.net.Weights;
import io.visavis.training.target.Articulator;
import java.util.LinkedHashMap;
import java.util.Map;

/** Lips, brows and head from one's own voice. */
final class LipsTask implements Task<Batch> {
  private final BatchSource source;
  private final Objective objective;
  private final int size;

  /**
   * The task.
   *
   * @param size clips of a batch
   */
  LipsTask(BatchSource source, Objective objective, int size) {
    this.source = source;
    this.objective = objective;
    this.size = size;
  }

  @Override
  public Batch batch(int step) {
    return source.batch(step, size);
  }

  @Override
  public Loss loss(Weights weights, Batch batch, NDManager manager) {
    return loss(objective, weights, batch, manager);
  }

  static Loss loss(Objective objective, Weights weights, Batch batch, NDManager manager) {
    int bands = batch.mel().length / (batch.size() * batch.frames() * 4);
    NDArray mel = manager.create(batch.mel(), new Shape(batch.size(), 4L * batch.frames(), bands));
    NDArray motion =
        manager.create(batch.motion(), new Shape(batch.size(), batch.frames(), Articulator.COUNT));
    NDArray phones = manager.create(batch.phones(), new Shape(batch.size(), batch.frames()));
    Objective.Loss loss = objective.loss(weights, mel, motion, phones, true);
    Map<String, NDArray> shown = new LinkedHashMap<>();
    shown.put("motion", loss.motion());
    shown.put("phones", loss.phones());
    return new Loss(loss.total(), shown);
  }
}
