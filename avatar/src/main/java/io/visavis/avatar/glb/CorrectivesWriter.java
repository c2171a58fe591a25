package io.visavis.avatar.glb;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.visavis.avatar.Avatar;
import io.visavis.avatar.corrective.CoefficientNetwork;
import io.visavis.avatar.corrective.CorrectiveBasis;

/** Writes what changes Gaussians besides the rig. */
final class CorrectivesWriter {
  private CorrectivesWriter() {}

  static ObjectNode write(Avatar avatar, BufferBuilder buffers) {
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    ArrayNode names = out.putArray("names");
    avatar.correctives().names().forEach(names::add);
    ArrayNode bases = out.putArray("bases");
    for (CorrectiveBasis basis : avatar.correctives().bases()) {
      int domain = basis.shared() ? avatar.mesh().triangleCount() : avatar.gaussians().size();
      bases
          .addObject()
          .put("attribute", basis.target().attribute())
          .put("composition", basis.target().composition())
          .put("per", basis.shared() ? "triangle" : "gaussian")
          .put("first", basis.first())
          .put("count", basis.count(domain))
          .put(
              "values",
              buffers.floats(
                  together(basis.values(), basis.target().channels(), domain),
                  CorrectivesReader.type(basis.target()),
                  BufferBuilder.NO_TARGET));
    }
    CoefficientNetwork network = avatar.correctives().network();
    if (network != null) {
      out.set("network", network(network, buffers));
    }
    return out;
  }

  private static ObjectNode network(CoefficientNetwork network, BufferBuilder buffers) {
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    out.put("model", buffers.bytes(network.onnx()));
    ArrayNode inputs = out.putArray("inputs");
    for (CoefficientNetwork.Input input : network.inputs()) {
      ObjectNode one = inputs.addObject();
      one.put("role", input.role().id()).put("tensor", input.tensor());
      if (input.role() == CoefficientNetwork.Role.TIME) {
        ArrayNode periods = one.putArray("periods");
        input.periods().forEach(periods::add);
      }
      if (input.role() == CoefficientNetwork.Role.VOICE) {
        one.put("rows", input.rows());
      }
    }
    return out.put("output", network.output());
  }

  /** Each row from one channel after the other to one change after the other. */
  private static float[] together(float[] values, int channels, int domain) {
    float[] out = new float[values.length];
    int row = channels * domain;
    for (int i = 0; i < values.length; i++) {
      int at = i % row;
      out[i - at + at % domain * channels + at / domain] = values[i];
    }
    return out;
  }
}
