package io.visavis.training;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which lips' network the dual-speaker network stands on. */
final class LipsOption {
  @Option(
      names = "--lips",
      paramLabel = "FILE",
      description =
          "Checkpoint of the lips' network, or a model that has it (default: that of `visavis train"
              + " fit`, or the shipped model where there is none).")
  Path file = TrainingFiles.lips();
}
