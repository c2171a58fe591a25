package io.visavis.training.net;

import io.visavis.avatar.onnx.OnnxGraph;
import io.visavis.inference.feature.FeatureSpec;
import io.visavis.inference.model.CardWriter;
import io.visavis.inference.model.ModelCard;
import io.visavis.inference.model.Role;
import io.visavis.training.net.dual.DualNet;
import io.visavis.training.net.dual.Latent;
import io.visavis.training.net.dual.Perception;
import io.visavis.training.net.dual.Senses;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes the trained dual-speaker network as the streaming {@code .onnx} with its card. */
public final class DualModel {
  private static final int EMOTIONS = 8;
  private static final String MOTION = "motion";

  private DualModel() {}

  /**
   * The file's bytes.
   *
   * @param lips weights of the lips' network
   * @param weights of the dual-speaker network
   * @param people names of its identities
   * @param trainedOn a sentence for the card
   */
  public static byte[] write(
      DualNet net,
      Weights lips,
      Weights weights,
      FeatureSpec features,
      List<String> people,
      String trainedOn) {
    OnnxGraph graph = new OnnxGraph();
    StepOps hearing = new StepOps(graph, lips);
    StepOps o = hearing.with(weights);
    int bands = net.voice().mels();
    int size = net.space().size();
    Senses<StepOps.Sequence> senses =
        new Perception(net.voice(), net.space())
            .of(
                hearing,
                o.input(name(Role.SELF_LOGMEL), StepModel.FRAMES, bands),
                o.input(name(Role.PARTNER_LOGMEL), StepModel.FRAMES, bands),
                o.input(name(Role.PARTNER_PCM), Perception.SAMPLES),
                o.input(name(Role.PARTNER_MOTION), 1, size),
                o.input(name(Role.PARTNER_MASK), 1, size));
    DualNet.Told<StepOps.Sequence> told =
        new DualNet.Told<>(
            o.input(name(Role.RELATION), 3),
            o.input(name(Role.EMOTION), EMOTIONS),
            people.isEmpty() ? null : o.input(name(Role.IDENTITY), people.size()));
    StepOps.Sequence latent = Latent.of(o, o.input(name(Role.NOISE), Latent.NOISE));
    Latent.Drawn<StepOps.Sequence> drawn = Latent.calm(o, latent);
    DualNet.Understood<StepOps.Sequence> understood = net.understand(o, senses, told);
    o.output(MOTION, net.face(o, understood, drawn, net.lead(o, senses, told)));
    ModelCard card =
        new ModelCard(
            ModelCard.Kind.STEP,
            net.space(),
            StepModel.LOOKAHEAD,
            StepModel.RATE,
            inputs(bands, size, people),
            features,
            o.states().stream()
                .map(s -> new ModelCard.State(s.in(), s.out(), List.of(s.size())))
                .toList(),
            MOTION,
            Set.of(ModelCard.Behaviour.HEAD),
            null,
            "Apache-2.0",
            trainedOn);
    return graph.toBytes(Map.of(ModelCard.METADATA_KEY, CardWriter.write(card)));
  }

  private static List<ModelCard.Input> inputs(int bands, int size, List<String> people) {
    List<ModelCard.Input> inputs =
        new ArrayList<>(
            List.of(
                input(Role.SELF_LOGMEL, StepModel.FRAMES, bands),
                input(Role.PARTNER_LOGMEL, StepModel.FRAMES, bands),
                input(Role.PARTNER_PCM, Perception.SAMPLES),
                input(Role.PARTNER_MOTION, 1, size),
                input(Role.PARTNER_MASK, 1, size),
                input(Role.RELATION, 3),
                input(Role.EMOTION, EMOTIONS),
                input(Role.NOISE, Latent.NOISE)));
    if (!people.isEmpty()) {
      inputs.add(
          new ModelCard.Input(
              Role.IDENTITY, name(Role.IDENTITY), List.of(people.size()), true, people));
    }
    return inputs;
  }

  private static String name(Role role) {
    return role.name().toLowerCase(java.util.Locale.ROOT);
  }

  private static ModelCard.Input input(Role role, Integer... shape) {
    return new ModelCard.Input(role, name(role), List.of(shape), role.ofPartner(), List.of());
  }
}
