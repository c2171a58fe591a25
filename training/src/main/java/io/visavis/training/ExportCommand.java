package io.visavis.training;

import ai.djl.ndarray.NDManager;
import io.visavis.inference.feature.FeatureSpec;
import io.visavis.training.fit.Checkpoint;
import io.visavis.training.net.MotionNet;
import io.visavis.training.net.StepModel;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code visavis train export}: the checkpoint as the streaming model that is shipped. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = "Writes the trained network as a streaming .onnx with its card.")
final class ExportCommand implements Callable<Integer> {
  private static final String TRAINED_ON =
      "speech synthesised by flite (rms, awb, kal16), festival (kal; Italian, Czech, Finnish and"
          + " Russian voices speaking pseudo-words) and espeak-ng, with known phone times";

  @Option(
      names = "--checkpoint",
      description = "Checkpoint (default: ~/.cache/visavis/training/motion.checkpoint).")
  Path checkpoint = TrainingFiles.checkpoint();

  @Option(names = "--out", description = "The .onnx to write (default: the shipped model).")
  Path out = TrainingFiles.shippedModel();

  @Override
  public Integer call() throws IOException {
    export(checkpoint, out, System.out);
    return 0;
  }

  static void export(Path checkpoint, Path out, PrintStream print) throws IOException {
    Checkpoint saved = Checkpoint.read(checkpoint);
    Checkpoint.Progress p = saved.progress();
    FeatureSpec features = FeatureSpec.standard().withPrior(p.prior(), p.scale());
    byte[] model;
    try (NDManager manager = NDManager.newBaseManager()) {
      model = StepModel.write(MotionNet.standard(), saved.weights(manager), features, TRAINED_ON);
    }
    Files.createDirectories(out.toAbsolutePath().getParent());
    Files.write(out, model);
    print.printf(
        java.util.Locale.ROOT,
        "%s: %.2f MB, after %d of %d steps.%n",
        out,
        model.length / 1e6,
        p.step(),
        p.steps());
  }
}
