package io.visavis.training.net;

import io.visavis.avatar.motion.MotionSpace;
import io.visavis.avatar.onnx.OnnxGraph;
import io.visavis.inference.feature.FeatureSpec;
import io.visavis.inference.model.CardWriter;
import io.visavis.inference.model.ModelCard;
import io.visavis.inference.model.Role;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes a trained network as the streaming {@code .onnx} with its card. */
public final class StepModel {
  /** Mel frames of a step. */
  public static final int FRAMES = 4;

  /**
   * Samples at 16 kHz from a motion frame's instant to the end of what it needs: the last mel frame
   * is centred 40 ms after it (640), half a window (200) and the resampler (40) follow.
   */
  public static final int LOOKAHEAD = 880;

  static final int RATE = 16_000;
  private static final String MEL = "mel";
  private static final String MOTION = "motion";

  private StepModel() {}

  /**
   * The file's bytes.
   *
   * @param trainedOn a sentence for the card
   */
  public static byte[] write(
      MotionNet net, Weights weights, FeatureSpec features, String trainedOn) {
    OnnxGraph graph = new OnnxGraph();
    StepOps ops = new StepOps(graph, weights);
    ops.output(MOTION, net.motion(ops, ops.input(MEL, FRAMES, net.mels())));
    return graph.toBytes(
        Map.of(
            ModelCard.METADATA_KEY,
            CardWriter.write(card(net, ops.states(), features, trainedOn))));
  }

  private static ModelCard card(
      MotionNet net, List<StepOps.State> states, FeatureSpec features, String trainedOn) {
    return new ModelCard(
        ModelCard.Kind.STEP,
        MotionSpace.ARKIT,
        LOOKAHEAD,
        RATE,
        List.of(
            new ModelCard.Input(
                Role.SELF_LOGMEL, MEL, List.of(FRAMES, net.mels()), false, List.of())),
        features,
        states.stream().map(s -> new ModelCard.State(s.in(), s.out(), List.of(s.size()))).toList(),
        MOTION,
        Set.of(ModelCard.Behaviour.HEAD),
        null,
        "Apache-2.0",
        trainedOn);
  }
}
