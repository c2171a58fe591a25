package io.visavis.inference.model;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.visavis.avatar.motion.MotionSpace;
import io.visavis.inference.feature.FeatureSpec;
import java.util.List;
import java.util.Locale;

/** Writes a {@link ModelCard} as the JSON that {@link CardReader} reads. */
public final class CardWriter {
  private static final ObjectMapper JSON = new ObjectMapper();

  private CardWriter() {}

  /** The card as JSON, indented. */
  public static String write(ModelCard card) {
    ObjectNode root = JSON.createObjectNode();
    root.put("version", ModelCard.VERSION);
    root.put("kind", card.kind().name().toLowerCase(Locale.ROOT));
    root.put("space", card.space().id());
    root.put("fps", MotionSpace.FPS);
    root.put("lookahead_samples", card.lookaheadSamples());
    root.put("rate", card.rate());
    ArrayNode inputs = root.putArray("inputs");
    for (ModelCard.Input input : card.inputs()) {
      ObjectNode node = inputs.addObject();
      node.put("role", input.role().id()).put("tensor", input.tensor());
      shape(node, input.shape());
      if (input.optional()) {
        node.put("optional", true);
      }
      if (!input.names().isEmpty()) {
        ArrayNode names = node.putArray("names");
        input.names().forEach(names::add);
      }
    }
    FeatureSpec features = card.features();
    if (features != null) {
      ObjectNode node = root.putObject("features");
      node.put("bands", features.bands()).put("lo", features.lo()).put("hi", features.hi());
      node.put("window_ms", features.windowMs()).put("hop_ms", (int) features.hopMs());
      node.put("floor", features.floor()).put("mean_tau_s", features.meanTauS());
      node.put("prior_s", features.priorS()).put("scale", features.scale());
      ArrayNode prior = node.putArray("prior");
      for (float value : features.prior()) {
        prior.add(value);
      }
    }
    ArrayNode states = root.putArray("states");
    for (ModelCard.State state : card.states()) {
      ObjectNode node = states.addObject().put("in", state.in()).put("out", state.out());
      shape(node, state.shape());
      node.put("init", "zero");
    }
    root.putArray("outputs").addObject().put("role", "motion").put("tensor", card.motion());
    ArrayNode does = root.putArray("does");
    card.does().stream().sorted().forEach(b -> does.add(b.name().toLowerCase(Locale.ROOT)));
    ModelCard.Window window = card.window();
    if (window != null) {
      root.putObject("window")
          .put("length", window.length())
          .put("hop", window.hop())
          .put("fade", window.fade());
    }
    root.put("licence", card.licence()).put("trained_on", card.trainedOn());
    return root.toPrettyString();
  }

  private static void shape(ObjectNode node, List<Integer> shape) {
    ArrayNode array = node.putArray("shape").add("B");
    shape.forEach(array::add);
  }
}
