package io.visavis.training;

import ai.djl.ndarray.NDManager;
import io.visavis.avatar.motion.MotionSpace;
import io.visavis.training.fit.Trained;
import io.visavis.training.fit.dual.DualTraining;
import io.visavis.training.net.DualModel;
import io.visavis.training.net.MotionNet;
import io.visavis.training.net.StepModel;
import io.visavis.training.net.dual.DualNet;
import io.visavis.training.net.dual.Variant;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Checkpoints as streaming models. */
final class Exports {
  private static final String SPEECH =
      "speech synthesised by flite (rms, awb, kal16), festival (kal; Italian, Czech, Finnish and"
          + " Russian voices speaking pseudo-words) and espeak-ng, with known phone times";
  private static final String CONVERSATIONS =
      "; conversations of 36 people put together from it, with faces after published rules of"
          + " listening";

  private static final String DATA =
      "recorded conversations in DualTalk's layout; lips' network: " + SPEECH;

  private Exports() {}

  /** The lips' network by itself, of a checkpoint or a model that has it. */
  static byte[] lips(Path checkpoint) throws IOException {
    try (NDManager manager = NDManager.newBaseManager()) {
      Trained saved = Trained.read(checkpoint, manager);
      return StepModel.write(MotionNet.standard(), saved.weights(), saved.features(), SPEECH);
    }
  }

  /** The dual-speaker network, with the lips' network in it. */
  static byte[] dual(Path lips, Path checkpoint, Variant variant) throws IOException {
    return dual(lips, List.of(checkpoint), variant);
  }

  /** The mean of what several have learnt, with the lips' network in it. */
  static byte[] dual(Path lips, List<Path> checkpoints, Variant variant) throws IOException {
    try (NDManager manager = NDManager.newBaseManager()) {
      Trained voice = Trained.read(lips, manager);
      Trained saved = Trained.mean(checkpoints, manager);
      MotionSpace space = saved.weights().space();
      List<String> people = space == MotionSpace.ARKIT ? DualTraining.people() : List.of();
      return DualModel.write(
          new DualNet(MotionNet.standard(), space, people.size(), variant),
          voice.weights(),
          saved.weights(),
          saved.features(),
          people,
          space == MotionSpace.ARKIT ? SPEECH + CONVERSATIONS : DATA);
    }
  }
}
