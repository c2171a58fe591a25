package io.visavis.inference.model;

import io.visavis.inference.feature.FeatureSpec;
import io.visavis.inference.model.ModelCard.Input;
import io.visavis.inference.model.ModelCard.Kind;
import io.visavis.inference.model.ModelCard.State;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The rules that tie the keys of a card to one another. */
final class CardRules {
  private CardRules() {}

  static void check(ModelCard card) {
    Set<Role> roles = new HashSet<>();
    Set<String> names = new HashSet<>();
    for (Input input : card.inputs()) {
      if (!roles.add(input.role())) {
        throw new ModelException(
            "The model's card gives the role '%s' twice.".formatted(input.role().id()));
      }
      unique(names, input.tensor());
      shape(card, input);
    }
    for (State state : card.states()) {
      unique(names, state.in());
    }
    Set<String> outs = new HashSet<>(Set.of(card.motion()));
    for (State state : card.states()) {
      unique(outs, state.out());
    }
    if (card.kind() == Kind.WINDOW && !card.states().isEmpty()) {
      throw new ModelException(
          "The model's card has states, and kind 'window'; only a step model carries states.");
    }
  }

  private static void unique(Set<String> names, String tensor) {
    if (!names.add(tensor)) {
      throw new ModelException("The model's card names the tensor '%s' twice.".formatted(tensor));
    }
  }

  private static void shape(ModelCard card, Input input) {
    List<Integer> s = input.shape();
    int size = card.space().size();
    ModelCard.Window window = card.window();
    int frames = window == null ? 0 : window.length();
    switch (input.role()) {
      case SELF_LOGMEL, PARTNER_LOGMEL -> {
        FeatureSpec features = card.features();
        if (features == null) {
          throw new ModelException(
              "The model's card has the role '%s' and no key 'features'."
                  .formatted(input.role().id()));
        }
        double end = features.windowMs() / 2 + 2.5;
        if (card.lookaheadSamples() * 1000.0 / card.rate() < end) {
          throw new ModelException(
              "The model's card has lookahead_samples %d; half an analysis window and the resampler alone take %d."
                  .formatted(card.lookaheadSamples(), (int) Math.ceil(end * card.rate() / 1000)));
        }
        int wanted = (int) Math.round(frames * 40 / features.hopMs());
        require(input, s.size() == 2 && s.get(1) == 40, "[\"B\", frames, 40]");
        require(input, frames == 0 || s.getFirst() == wanted, "[\"B\", %d, 40]".formatted(wanted));
      }
      case SELF_PCM, PARTNER_PCM -> {
        int wanted = frames * card.rate() / 25;
        require(input, s.size() == 1, "[\"B\", samples]");
        require(input, frames == 0 || s.getFirst() == wanted, "[\"B\", %d]".formatted(wanted));
      }
      case PARTNER_MOTION, PARTNER_MASK -> {
        require(input, s.size() == 2 && s.get(1) == size, "[\"B\", frames, %d]".formatted(size));
        require(
            input,
            frames == 0 || s.getFirst() == frames,
            "[\"B\", %d, %d]".formatted(frames, size));
      }
      case RELATION ->
          require(
              input,
              s.size() == 1 && (s.getFirst() == 2 || s.getFirst() == 3),
              "[\"B\", 2] or [\"B\", 3]");
      case EMOTION -> require(input, s.equals(List.of(8)), "[\"B\", 8]");
      case IDENTITY ->
          require(
              input,
              s.equals(List.of(input.names().size())),
              "[\"B\", K] with K names in the key 'names'");
      case NOISE -> require(input, s.size() == 1, "[\"B\", K]");
    }
    if (input.role() != Role.IDENTITY && !input.names().isEmpty()) {
      throw new ModelException(
          "The model's card gives names to the role '%s'; only 'identity' has names."
              .formatted(input.role().id()));
    }
  }

  private static void require(Input input, boolean right, String shape) {
    if (!right) {
      throw new ModelException(
          "The model's card gives the role '%s' the shape %s; %s would be right."
              .formatted(input.role().id(), describe(input.shape()), shape));
    }
  }

  /** A shape as a card writes it. */
  static String describe(List<Integer> shape) {
    StringBuilder text = new StringBuilder("[\"B\"");
    shape.forEach(side -> text.append(", ").append(side));
    return text.append(']').toString();
  }
}
