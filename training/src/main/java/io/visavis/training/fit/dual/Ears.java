package io.visavis.training.fit.dual;

import ai.djl.ndarray.NDManager;
import io.visavis.inference.feature.FeatureSpec;
import io.visavis.training.fit.Trained;
import io.visavis.training.net.MotionNet;
import io.visavis.training.net.Weights;
import java.io.IOException;
import java.nio.file.Path;

/** The lips' network, with which voices are heard; it does not learn here. */
final class Ears implements AutoCloseable {
  private final NDManager manager = NDManager.newBaseManager();
  private final Trained trained;

  /**
   * Reads it.
   *
   * @param lips a checkpoint, or a model that has it
   */
  Ears(Path lips) throws IOException {
    this.trained = Trained.read(lips, manager);
  }

  MotionNet net() {
    return MotionNet.standard();
  }

  Weights weights() {
    return trained.weights();
  }

  FeatureSpec features() {
    return trained.features();
  }

  /** Lets go of the weights; the features stay. */
  @Override
  public void close() {
    manager.close();
  }
}
