package io.visavis.training;

import ai.djl.ndarray.NDManager;
import io.visavis.training.fit.Checkpoint;
import io.visavis.training.fit.dual.DualTraining;
import io.visavis.training.net.DualModel;
import io.visavis.training.net.MotionNet;
import io.visavis.training.net.StepModel;
import io.visavis.training.net.dual.Variant;
import java.io.IOException;
import java.nio.file.Path;

/** Checkpoints as streaming models. */
final class Exports {
  private static final String SPEECH =
      "speech synthesised by flite (rms, awb, kal16), festival (kal; Italian, Czech, Finnish and"
          + " Russian voices speaking pseudo-words) and espeak-ng, with known phone times";
  private static final String CONVERSATIONS =
      "; conversations of 36 people put together from it, with faces after published rules of"
          + " listening";

  private Exports() {}

  /** The lips' network by itself. */
  static byte[] lips(Path checkpoint) throws IOException {
    Checkpoint saved = Checkpoint.read(checkpoint);
    try (NDManager manager = NDManager.newBaseManager()) {
      return StepModel.write(
          MotionNet.standard(), saved.weights(manager), saved.progress().features(), SPEECH);
    }
  }

  /** The dual-speaker network, with the lips' network in it. */
  static byte[] dual(Path lips, Path checkpoint, Variant variant) throws IOException {
    Checkpoint voice = Checkpoint.read(lips);
    Checkpoint saved = Checkpoint.read(checkpoint);
    try (NDManager manager = NDManager.newBaseManager()) {
      return DualModel.write(
          DualTraining.net(variant),
          voice.weights(manager),
          saved.weights(manager),
          saved.progress().features(),
          DualTraining.people(),
          SPEECH + CONVERSATIONS);
    }
  }
}
