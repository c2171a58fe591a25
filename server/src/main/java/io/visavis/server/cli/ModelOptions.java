package io.visavis.server.cli;

import io.visavis.inference.model.ExecutionProvider;
import io.visavis.inference.model.MotionModel;
import java.nio.file.Path;

/** Motion models by name or file. */
final class ModelOptions {
  private ModelOptions() {}

  /** Opens the built-in model by its name, anything else as a file, to run on the CPU. */
  static MotionModel open(String nameOrFile) {
    return open(nameOrFile, ExecutionProvider.CPU);
  }

  /** Opens the built-in model by its name, anything else as a file. */
  static MotionModel open(String nameOrFile, ExecutionProvider provider) {
    if (nameOrFile.equals(MotionModel.BUILT_IN)) {
      return MotionModel.openBuiltIn(provider);
    }
    if (!nameOrFile.endsWith(".onnx") && !nameOrFile.contains("/")) {
      throw new UsageException(
          "There is no model '%s'; there is %s, or name an .onnx file."
              .formatted(nameOrFile, MotionModel.BUILT_IN));
    }
    return MotionModel.open(Path.of(nameOrFile), provider);
  }
}
