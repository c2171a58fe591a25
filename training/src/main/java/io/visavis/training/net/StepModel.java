package io.visavis.training.net;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.visavis.avatar.motion.MotionSpace;
import io.visavis.inference.feature.FeatureSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes a trained network as the streaming {@code .onnx} with its card. */
public final class StepModel {
  /** Metadata key of the card. */
  public static final String CARD_KEY = "visavis.card";

  /** Mel frames of a step. */
  public static final int FRAMES = 4;

  /**
   * Samples at 16 kHz from a motion frame's instant to the end of what it needs: the last mel frame
   * is centred 40 ms after it (640), half a window (200) and the resampler (40) follow.
   */
  public static final int LOOKAHEAD = 960;

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
    graph.input(MEL, FRAMES, net.mels());
    StepOps.Sequence y = net.motion(ops, new StepOps.Sequence(MEL, FRAMES, net.mels()));
    // [B, 1, 55] to [B, 55]
    graph.named("Flatten", MOTION, y.name());
    graph.output(MOTION, MotionSpace.ARKIT.size());
    return graph.toBytes(Map.of(CARD_KEY, card(net, ops.states(), features, trainedOn)));
  }

  private static String card(
      MotionNet net, List<StepOps.State> states, FeatureSpec features, String trainedOn) {
    Map<String, Object> card = new LinkedHashMap<>();
    card.put("version", 1);
    card.put("kind", "step");
    card.put("space", MotionSpace.ARKIT.id());
    card.put("fps", MotionSpace.FPS);
    card.put("lookahead_samples", LOOKAHEAD);
    card.put("rate", 16_000);
    card.put(
        "inputs",
        List.of(
            Map.of(
                "role",
                "self.logmel40",
                "tensor",
                MEL,
                "shape",
                List.of("B", FRAMES, net.mels()))));
    Map<String, Object> f = new LinkedHashMap<>();
    f.put("bands", features.bands());
    f.put("lo", features.lo());
    f.put("hi", features.hi());
    f.put("window_ms", features.windowMs());
    f.put("hop_ms", features.hopMs());
    f.put("floor", features.floor());
    f.put("mean_tau_s", features.meanTauS());
    f.put("prior", features.prior());
    f.put("prior_s", features.priorS());
    f.put("scale", features.scale());
    card.put("features", f);
    card.put(
        "states",
        states.stream()
            .map(
                s -> {
                  Map<String, Object> m = new LinkedHashMap<>();
                  m.put("in", s.in());
                  m.put("out", s.out());
                  m.put("shape", List.of("B", s.frames(), s.channels()));
                  m.put("init", "zero");
                  return m;
                })
            .toList());
    card.put("outputs", List.of(Map.of("role", "motion", "tensor", MOTION)));
    card.put("does", List.of("head"));
    card.put("licence", "Apache-2.0");
    card.put("trained_on", trainedOn);
    try {
      return new ObjectMapper().writeValueAsString(card);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The card could not be written.", e);
    }
  }
}
