package io.visavis.training;

import io.visavis.avatar.motion.MotionSpace;
import io.visavis.inference.model.MotionModel;
import io.visavis.training.net.dual.Variant;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code visavis train export}: the checkpoints as the streaming model that is shipped. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = "Writes the trained networks as a streaming .onnx with its card.",
    footer = {
      "",
      "Examples:",
      "  ./visavis train export",
      "  ./visavis train export --lips-only --out lips.onnx"
    })
final class ExportCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private final LipsOption lips = new LipsOption();

  @Option(
      names = "--checkpoint",
      split = ",",
      description =
          "Checkpoint of the dual-speaker network (default: that of `visavis train converse`); of"
              + " several, or models, that learnt on from the same weights, their mean.")
  List<Path> checkpoints = List.of(TrainingFiles.dual(TrainingFiles.folder(), Variant.FULL));

  @Option(names = "--lips-only", description = "The lips' network by itself: it hears self only.")
  boolean lipsOnly;

  @Option(names = "--out", description = "The .onnx to write (default: the shipped model).")
  Path out = TrainingFiles.shippedModel();

  @Override
  public Integer call() throws IOException {
    boolean shipped = out.equals(TrainingFiles.shippedModel());
    if (lipsOnly && shipped) {
      throw another();
    }
    if (lipsOnly) {
      write(Exports.lips(lips.file), lips.file, out, System.out);
      return 0;
    }
    byte[] model = Exports.dual(lips.file, checkpoints, Variant.FULL);
    try (MotionModel opened = MotionModel.open(model, checkpoints.getFirst().toString())) {
      if (shipped && opened.card().space() != MotionSpace.ARKIT) {
        throw another();
      }
    }
    write(model, checkpoints.getFirst(), out, System.out);
    return 0;
  }

  private ParameterException another() {
    return new ParameterException(
        spec.commandLine(),
        "The shipped model is one that listens, of the arkit space; name another file with --out.");
  }

  static void export(Path lips, Path checkpoint, Path out, PrintStream print) throws IOException {
    write(Exports.dual(lips, checkpoint, Variant.FULL), checkpoint, out, print);
  }

  private static void write(byte[] model, Path from, Path out, PrintStream print)
      throws IOException {
    Files.createDirectories(out.toAbsolutePath().getParent());
    Files.write(out, model);
    print.printf(Locale.ROOT, "%s: %.2f MB, from %s.%n", out, model.length / 1e6, from);
  }
}
