package io.visavis.training.fit;

import ai.djl.ndarray.NDManager;
import com.google.protobuf.InvalidProtocolBufferException;
import io.visavis.inference.feature.FeatureSpec;
import io.visavis.inference.model.MotionModel;
import io.visavis.training.net.ModelWeights;
import io.visavis.training.net.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a network has learnt, from a checkpoint or from the model that was made of one.
 *
 * @param weights by name
 * @param features how it hears
 */
public record Trained(Weights weights, FeatureSpec features) {
  /** The first layer of the lips' network. */
  private static final String ALL_HAVE = "front1.w";

  /**
   * Reads a checkpoint, or a model of this project ({@code .onnx}).
   *
   * @param manager owns the weights
   * @throws IOException with one sentence if it is neither
   */
  public static Trained read(Path file, NDManager manager) throws IOException {
    if (!file.getFileName().toString().endsWith(".onnx")) {
      Checkpoint checkpoint = Checkpoint.read(file);
      return new Trained(checkpoint.weights(manager), checkpoint.progress().features());
    }
    try (MotionModel model = MotionModel.open(file)) {
      FeatureSpec features = model.card().features();
      if (features == null) {
        throw foreign(file);
      }
      return new Trained(new Weights(manager, 0, weights(file)), features);
    }
  }

  /**
   * The weights in a model of this project, by name.
   *
   * @throws IOException with one sentence if there is no such file or it is no such model
   */
  public static Map<String, float[]> weights(Path model) throws IOException {
    if (!Files.isRegularFile(model)) {
      throw new IOException("There is no model " + model + ".");
    }
    try {
      Map<String, float[]> weights = ModelWeights.read(Files.readAllBytes(model));
      if (!weights.containsKey(ALL_HAVE)) {
        throw foreign(model);
      }
      return weights;
    } catch (InvalidProtocolBufferException e) {
      throw foreign(model);
    }
  }

  private static IOException foreign(Path file) {
    return new IOException(file + " is not a model that `visavis train` made.");
  }
}
