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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

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
   * The mean of what several have learnt, which began with the same weights; it errs less than
   * each.
   *
   * @param files as {@link #read} has them
   * @param manager owns the weights
   * @throws IOException with one sentence if they are not alike
   */
  public static Trained mean(List<Path> files, NDManager manager) throws IOException {
    FeatureSpec features = read(files.getFirst(), manager).features();
    List<Map<String, float[]>> all = new ArrayList<>();
    for (Path file : files) {
      all.add(values(file, manager));
    }
    Map<String, float[]> means = new HashMap<>();
    for (String name : all.getFirst().keySet()) {
      List<float[]> alike =
          all.stream().map(own -> own.get(name)).filter(Objects::nonNull).toList();
      if (alike.size() == all.size()) {
        means.put(name, mean(name, alike));
      }
    }
    return new Trained(new Weights(manager, 0, means), features);
  }

  private static float[] mean(String name, List<float[]> alike) throws IOException {
    float[] mean = new float[alike.getFirst().length];
    for (float[] own : alike) {
      if (own.length != mean.length) {
        throw new IOException(
            "The weights '%s' have %d values and %d; a mean is of networks that began alike."
                .formatted(name, mean.length, own.length));
      }
      for (int i = 0; i < mean.length; i++) {
        mean[i] += own[i] / alike.size();
      }
    }
    return mean;
  }

  /** What a checkpoint has, or a model; only what both have is in a mean of the two. */
  private static Map<String, float[]> values(Path file, NDManager manager) throws IOException {
    if (file.getFileName().toString().endsWith(".onnx")) {
      return weights(file);
    }
    Map<String, float[]> values = new HashMap<>();
    read(file, manager)
        .weights
        .all()
        .forEach((name, array) -> values.put(name, array.toFloatArray()));
    return values;
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
