package io.visavis.inference.model;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.TensorInfo;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** That the tensors which a card names are those of the graph. */
final class TensorRules {
  private TensorRules() {}

  static void check(ModelCard card, Map<String, NodeInfo> inputs, Map<String, NodeInfo> outputs) {
    Set<String> claimed = new HashSet<>();
    for (ModelCard.Input input : card.inputs()) {
      match(inputs, "input", input.tensor(), List.of(input.shape()));
      claimed.add(input.tensor());
    }
    for (ModelCard.State state : card.states()) {
      match(inputs, "input", state.in(), List.of(state.shape()));
      match(outputs, "output", state.out(), List.of(state.shape()));
      claimed.add(state.in());
    }
    int size = card.space().size();
    ModelCard.Window window = card.window();
    match(
        outputs,
        "output",
        card.motion(),
        window == null
            ? List.of(List.of(size), List.of(1, size))
            : List.of(List.of(window.length(), size)));
    for (String name : inputs.keySet()) {
      if (!claimed.contains(name)) {
        throw new ModelException(
            "The model has an input tensor '%s' that its card does not name.".formatted(name));
      }
    }
  }

  /** The tensor is there, is float, its batch is free and its sides are one of the shapes. */
  private static void match(
      Map<String, NodeInfo> tensors, String kind, String name, List<List<Integer>> shapes) {
    NodeInfo node = tensors.get(name);
    if (node == null) {
      throw new ModelException(
          "The model has no %s tensor '%s', which its card names; it has %s."
              .formatted(
                  kind, name, String.join(", ", tensors.keySet().stream().sorted().toList())));
    }
    if (!(node.getInfo() instanceof TensorInfo info) || info.type != OnnxJavaType.FLOAT) {
      throw new ModelException("The model's %s tensor '%s' is not float.".formatted(kind, name));
    }
    long[] sides = info.getShape();
    if (sides.length > 0 && sides[0] >= 0) {
      throw new ModelException(
          "The model's %s tensor '%s' has a fixed batch of %d; its first dimension must be free."
              .formatted(kind, name, sides[0]));
    }
    if (shapes.stream().noneMatch(shape -> fits(sides, shape))) {
      throw new ModelException(
          "The model's %s tensor '%s' has the shape %s; its card says %s."
              .formatted(kind, name, describe(sides), CardRules.describe(shapes.getFirst())));
    }
  }

  private static boolean fits(long[] sides, List<Integer> shape) {
    if (sides.length != shape.size() + 1) {
      return false;
    }
    for (int i = 0; i < shape.size(); i++) {
      if (sides[i + 1] >= 0 && sides[i + 1] != shape.get(i)) {
        return false;
      }
    }
    return true;
  }

  private static String describe(long[] sides) {
    List<String> text = new ArrayList<>();
    for (long side : sides) {
      text.add(side < 0 ? "free" : Long.toString(side));
    }
    return text.toString();
  }
}
