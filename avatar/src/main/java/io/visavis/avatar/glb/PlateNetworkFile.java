package io.visavis.avatar.glb;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.visavis.avatar.plate.PlateNetwork;
import io.visavis.avatar.plate.PlateNetwork.Input;
import io.visavis.avatar.plate.PlateNetwork.Role;
import io.visavis.avatar.plate.PlateRegion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The member {@code network} of a plate: read, written, and its rules. What is in the network is
 * not looked at.
 */
final class PlateNetworkFile {
  /** The smallest side of a region; what is narrower is no seam that anybody sees. */
  private static final float LEAST_SHARE = 0.05f;

  /** What white or black is at most: 255 is usual. */
  private static final float MOST_RANGE = 1000;

  /** Fractions that add up to one by decimals do not do so in floats. */
  private static final float ROUNDING = 1e-5f;

  private PlateNetworkFile() {}

  static PlateNetwork read(Element network, Accessors accessors) throws AvatarFormatException {
    Element list = network.get("inputs");
    int count = list.size();
    if (count > Role.values().length) {
      throw new AvatarFormatException(
          "%s has %d entries; at most %d are read."
              .formatted(list.path(), count, Role.values().length));
    }
    List<Input> inputs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Element input = list.at(i);
      inputs.add(new Input(role(input.get("role")), input.get("tensor").text()));
    }
    Element range = network.find("range");
    Element region = network.find("region");
    Element size = network.get("size");
    int least = Limits.PLATE_NETWORK_LEAST;
    int most = Limits.PLATE_NETWORK_SIDE;
    return new PlateNetwork(
        accessors.bytes(network.get("model"), Limits.NETWORK),
        inputs,
        network.get("output").text(),
        range == null ? 0 : range.at(0).number(),
        range == null ? 1 : range.at(1).number(),
        new PlateRegion(
            region == null ? 0 : region.at(0).number(),
            region == null ? 0 : region.at(1).number(),
            region == null ? 1 : region.at(2).number(),
            region == null ? 1 : region.at(3).number(),
            size.at(0).integer(least, most),
            size.at(1).integer(least, most)));
  }

  private static Role role(Element id) throws AvatarFormatException {
    for (Role role : Role.values()) {
      if (role.id().equals(id.text())) {
        return role;
      }
    }
    throw new AvatarFormatException(id.path() + " is none that is known: picture, mask.");
  }

  static ObjectNode write(PlateNetwork network, BufferBuilder buffers) {
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    out.put("model", buffers.bytes(network.onnx()));
    ArrayNode inputs = out.putArray("inputs");
    for (Input input : network.inputs()) {
      inputs.addObject().put("role", input.role().id()).put("tensor", input.tensor());
    }
    out.put("output", network.output());
    out.putArray("range").add(network.black()).add(network.white());
    PlateRegion r = network.region();
    out.putArray("region").add(r.left()).add(r.top()).add(r.width()).add(r.height());
    out.putArray("size").add(r.columns()).add(r.rows());
    return out;
  }

  static Optional<String> firstFault(PlateNetwork network) {
    int bytes = network.onnx().length;
    if (bytes == 0 || bytes > Limits.NETWORK) {
      return Rule.fault(
          "The network of the plate has %d bytes; 1 to %d are right.", bytes, Limits.NETWORK);
    }
    if (network.inputs().stream().filter(i -> i.role() == Role.PICTURE).count() != 1
        || network.inputs().stream().filter(i -> i.role() == Role.MASK).count() > 1) {
      return Rule.fault("The network of the plate sees one picture, and at most one mask.");
    }
    if (network.inputs().stream().map(Input::tensor).distinct().count() < network.inputs().size()) {
      return Rule.fault("The picture and the mask of the plate's network are the same tensor.");
    }
    Optional<String> fault =
        Rule.printable("plate network's output", network.output(), Limits.TITLE);
    for (Input input : network.inputs()) {
      fault = fault.or(() -> Rule.printable("plate network's input", input.tensor(), Limits.TITLE));
    }
    return fault.or(() -> range(network)).or(() -> region(network.region()));
  }

  private static Optional<String> range(PlateNetwork network) {
    float black = network.black();
    float white = network.white();
    return Rule.within(black, -MOST_RANGE, MOST_RANGE)
            && Rule.within(white, -MOST_RANGE, MOST_RANGE)
            && black < white
        ? Optional.empty()
        : Rule.fault(
            "Black and white are %s and %s for the plate's network; two numbers within +-%.0f, the smaller one first, are right.",
            black, white, MOST_RANGE);
  }

  private static Optional<String> region(PlateRegion r) {
    if (!Rule.within(r.columns(), Limits.PLATE_NETWORK_LEAST, Limits.PLATE_NETWORK_SIDE)
        || !Rule.within(r.rows(), Limits.PLATE_NETWORK_LEAST, Limits.PLATE_NETWORK_SIDE)) {
      return Rule.fault(
          "The plate's network sees %dx%d pixels; %d to %d a side are right.",
          r.columns(), r.rows(), Limits.PLATE_NETWORK_LEAST, Limits.PLATE_NETWORK_SIDE);
    }
    return inside(r.left(), r.width()) && inside(r.top(), r.height())
        ? Optional.empty()
        : Rule.fault(
            "The region of the plate's network is (%s, %s, %s, %s); left, top, width and height as fractions of the picture, inside of it and %s at least a side, are right.",
            r.left(), r.top(), r.width(), r.height(), LEAST_SHARE);
  }

  private static boolean inside(float from, float size) {
    return Rule.within(from, 0, 1)
        && Rule.within(size, LEAST_SHARE, 1)
        && from + size <= 1 + ROUNDING;
  }
}
