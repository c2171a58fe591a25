package io.visavis.training;

import io.visavis.training.net.dual.Variant;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where training keeps what it makes, outside the repository. */
final class TrainingFiles {
  private TrainingFiles() {}

  static Path folder() {
    return Path.of(System.getProperty("user.home"), ".cache", "visavis", "training");
  }

  /** Of the lips' network. */
  static Path checkpoint() {
    return folder().resolve("motion.checkpoint");
  }

  /** The lips' network: its checkpoint, or the shipped model where there is none. */
  static Path lips() {
    return Files.exists(checkpoint()) ? checkpoint() : shippedModel();
  }

  /** Of the dual-speaker network. */
  static Path dual(Path folder, Variant variant) {
    return folder.resolve("dual-" + variant.id() + ".checkpoint");
  }

  /** Of the dual-speaker network that learnt from a data set. */
  static Path flame(Path folder, Variant variant) {
    return folder.resolve("dual-flame-" + variant.id() + ".checkpoint");
  }

  /** The shipped model, from the root of the repository. */
  static Path shippedModel() {
    return home().resolve("inference/src/main/resources/io/visavis/inference/visavis-base.onnx");
  }

  static Path results() {
    return home().resolve("docs/results/lips.md");
  }

  static Path motionResults() {
    return home().resolve("docs/results/motion.md");
  }

  static Path variantsResults() {
    return home().resolve("docs/results/variants.md");
  }

  static Path hoursResults() {
    return home().resolve("docs/results/hours.md");
  }

  static Path sample() {
    return home().resolve("server/src/main/resources/io/visavis/server/sample");
  }

  /** The launcher says where the repository is; else the working folder. */
  static Path home() {
    return Path.of(System.getProperty("visavis.home", "."));
  }
}
