package io.visavis.inference.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.visavis.avatar.motion.MotionSpace;
import io.visavis.inference.feature.FeatureSpec;
import io.visavis.inference.model.ModelCard.Behaviour;
import io.visavis.inference.model.ModelCard.Input;
import io.visavis.inference.model.ModelCard.Kind;
import io.visavis.inference.model.ModelCard.State;
import io.visavis.inference.model.ModelCard.Window;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a {@link ModelCard} from JSON; whatever is missing, wrong or unknown is one sentence. */
public final class CardReader {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final int MAX_SIDE = 1 << 20;
  private static final int MAX_VALUES = 1 << 24;

  private CardReader() {}

  /**
   * Reads a card.
   *
   * @throws ModelException with one sentence that names the key
   */
  public static ModelCard read(String json) {
    JsonNode root;
    try {
      root = JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new ModelException(
          "The model's card is not JSON: %s.".formatted(e.getOriginalMessage()), e);
    }
    CardFields f = new CardFields(root, "The model's card");
    int version = f.integer("version", 0, Integer.MAX_VALUE);
    if (version != ModelCard.VERSION) {
      throw new ModelException(
          "The model's card has version %d; this build reads version %d."
              .formatted(version, ModelCard.VERSION));
    }
    Kind kind =
        switch (f.text("kind")) {
          case "step" -> Kind.STEP;
          case "window" -> Kind.WINDOW;
          default -> throw f.wrong("kind", "\"step\" or \"window\"");
        };
    MotionSpace space =
        switch (f.text("space")) {
          case "arkit" -> MotionSpace.ARKIT;
          case "flame" -> MotionSpace.FLAME;
          default -> throw f.wrong("space", "\"arkit\" or \"flame\"");
        };
    if (f.integer("fps", 1, 1000) != MotionSpace.FPS) {
      throw f.wrong("fps", Integer.toString(MotionSpace.FPS));
    }
    int rate = f.integer("rate", 8_000, 48_000);
    if (rate % 100 != 0) {
      throw f.wrong("rate", "a multiple of 100");
    }
    int lookahead = f.integer("lookahead_samples", 0, rate);
    Window window = f.has("window") ? window(f.node("window")) : null;
    if ((kind == Kind.WINDOW) != (window != null)) {
      throw new ModelException(
          "The model's card has kind '%s' and %s key 'window'; a window model has one, a step model none."
              .formatted(kind.name().toLowerCase(Locale.ROOT), window == null ? "no" : "a"));
    }
    FeatureSpec features = f.has("features") ? features(f.node("features"), rate) : null;
    List<Input> inputs = new ArrayList<>();
    for (JsonNode node : f.list("inputs")) {
      inputs.add(input(node, "Input %d of the model's card".formatted(inputs.size() + 1)));
    }
    List<State> states = new ArrayList<>();
    if (f.has("states")) {
      for (JsonNode node : f.list("states")) {
        states.add(state(node, "State %d of the model's card".formatted(states.size() + 1)));
      }
    }
    String motion = motion(f);
    Set<Behaviour> does = EnumSet.noneOf(Behaviour.class);
    for (String name : f.texts("does")) {
      switch (name) {
        case "blink" -> does.add(Behaviour.BLINK);
        case "gaze" -> does.add(Behaviour.GAZE);
        case "breath" -> does.add(Behaviour.BREATH);
        case "head" -> does.add(Behaviour.HEAD);
        default -> throw f.wrong("does", "a list of blink, gaze, breath, head");
      }
    }
    String licence = f.text("licence", "unknown");
    String trainedOn = f.text("trained_on", "unknown");
    f.refuseOthers();
    ModelCard card =
        new ModelCard(
            kind,
            space,
            lookahead,
            rate,
            List.copyOf(inputs),
            features,
            List.copyOf(states),
            motion,
            Set.copyOf(does),
            window,
            licence,
            trainedOn);
    CardRules.check(card);
    return card;
  }

  private static Window window(JsonNode node) {
    CardFields f = new CardFields(node, "Key 'window' of the model's card");
    int length = f.integer("length", 1, 10_000);
    int hop = f.integer("hop", 1, length);
    int fade = f.integer("fade", 0, hop);
    f.refuseOthers();
    if (hop + fade > length) {
      throw f.wrong("length", "at least hop + fade");
    }
    return new Window(length, hop, fade);
  }

  private static FeatureSpec features(JsonNode node, int rate) {
    CardFields f = new CardFields(node, "Key 'features' of the model's card");
    int bands = f.integer("bands", 1, 256);
    if (bands != 40) {
      throw f.wrong("bands", "40, as the roles' name says");
    }
    double hi = f.number("hi", 1, rate / 2.0);
    double lo = f.number("lo", 0, hi - 1);
    double windowMs = f.number("window_ms", 1, 200);
    int hopMs = f.integer("hop_ms", 1, 40);
    if (40 % hopMs != 0) {
      throw f.wrong("hop_ms", "a divisor of 40");
    }
    double floor = f.number("floor", 1e-20, 1);
    double tau = f.number("mean_tau_s", 0.01, 1e6);
    List<JsonNode> list = f.list("prior");
    float[] prior = new float[bands];
    if (list.size() != bands) {
      throw f.wrong("prior", "a list of %d numbers".formatted(bands));
    }
    for (int b = 0; b < bands; b++) {
      prior[b] = list.get(b).floatValue();
      if (!list.get(b).isNumber() || !Float.isFinite(prior[b])) {
        throw f.wrong("prior", "a list of %d numbers".formatted(bands));
      }
    }
    double priorS = f.number("prior_s", 0, 1e6, 0.5);
    double scale = f.number("scale", 1e-6, 1e6, 1);
    f.refuseOthers();
    return new FeatureSpec(bands, lo, hi, windowMs, hopMs, floor, tau, prior, priorS, scale);
  }

  private static Input input(JsonNode node, String where) {
    CardFields f = new CardFields(node, where);
    String id = f.text("role");
    Role role =
        Role.find(id)
            .orElseThrow(
                () -> new ModelException("%s has an unknown role '%s'.".formatted(where, id)));
    Input input =
        new Input(
            role, f.text("tensor"), shape(f), f.flag("optional"), List.copyOf(f.texts("names")));
    f.refuseOthers();
    return input;
  }

  private static State state(JsonNode node, String where) {
    CardFields f = new CardFields(node, where);
    State state = new State(f.text("in"), f.text("out"), shape(f));
    if (!f.text("init", "zero").equals("zero")) {
      throw f.wrong("init", "\"zero\"");
    }
    f.refuseOthers();
    return state;
  }

  private static String motion(CardFields card) {
    @Nullable String motion = null;
    Set<String> roles = new HashSet<>();
    for (JsonNode node : card.list("outputs")) {
      CardFields f = new CardFields(node, "An output of the model's card");
      String role = f.text("role");
      String tensor = f.text("tensor");
      f.refuseOthers();
      if (!role.equals("motion") || !roles.add(role)) {
        throw card.wrong("outputs", "a list with the one role 'motion'");
      }
      motion = tensor;
    }
    if (motion == null) {
      throw card.wrong("outputs", "a list with the role 'motion'");
    }
    return motion;
  }

  private static List<Integer> shape(CardFields f) {
    List<JsonNode> nodes = f.list("shape");
    if (nodes.isEmpty() || !nodes.getFirst().asText().equals("B")) {
      throw f.wrong("shape", "a list that begins with \"B\", the batch");
    }
    List<Integer> shape = new ArrayList<>();
    long values = 1;
    for (JsonNode node : nodes.subList(1, nodes.size())) {
      long side = node.asLong();
      values *= Math.clamp(side, 0, MAX_SIDE);
      if (!node.isIntegralNumber() || side < 1 || side > MAX_SIDE || values > MAX_VALUES) {
        throw f.wrong(
            "shape", "\"B\" and positive numbers, at most %d values".formatted(MAX_VALUES));
      }
      shape.add((int) side);
    }
    return List.copyOf(shape);
  }
}
