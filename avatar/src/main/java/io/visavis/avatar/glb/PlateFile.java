package io.visavis.avatar.glb;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.visavis.avatar.plate.Plate;
import io.visavis.avatar.plate.PlateNetwork;
import io.visavis.avatar.plate.PlateReader;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The member {@code plate} of the extension: read, written, and its rules. */
final class PlateFile {
  private static final String PNG = "image/png";

  private PlateFile() {}

  static @Nullable Plate read(@Nullable Element plate, Accessors accessors)
      throws AvatarFormatException {
    if (plate == null) {
      return null;
    }
    String type = plate.get("mimeType").text();
    if (!type.equals(PNG)) {
      throw new AvatarFormatException(plate.path() + ".mimeType is not " + PNG + ".");
    }
    Element feather = plate.find("feather");
    float from = feather == null ? Plate.NONE : feather.at(0).number();
    float to = feather == null ? Plate.NONE : feather.at(1).number();
    byte[] png = accessors.bytes(plate.get("bufferView"), PlateReader.FILE);
    Element member = plate.find("network");
    PlateNetwork network = member == null ? null : PlateNetworkFile.read(member, accessors);
    try {
      return Plate.of(png, from, to).with(network);
    } catch (IOException e) {
      throw new AvatarFormatException(String.valueOf(e.getMessage()));
    }
  }

  static void write(@Nullable Plate plate, ObjectNode own, BufferBuilder buffers) {
    if (plate == null) {
      return;
    }
    ObjectNode out = own.putObject("plate");
    out.put("bufferView", buffers.view(plate.png(), BufferBuilder.NO_TARGET));
    out.put("mimeType", PNG);
    if (plate.featherTo() > plate.featherFrom()) {
      out.putArray("feather").add(plate.featherFrom()).add(plate.featherTo());
    }
    PlateNetwork network = plate.network();
    if (network != null) {
      out.set("network", PlateNetworkFile.write(network, buffers));
    }
  }

  static Optional<String> firstFault(@Nullable Plate plate) {
    if (plate == null) {
      return Optional.empty();
    }
    float from = plate.featherFrom();
    float to = plate.featherTo();
    boolean none = from == Plate.NONE && to == Plate.NONE;
    if (!none && !(Rule.within(from, 0, 1) && Rule.within(to, 0, 1) && from < to)) {
      return Rule.fault(
          "The plate's feather goes from %s to %s; fractions of the height, the smaller one first, are right.",
          from, to);
    }
    PlateNetwork network = plate.network();
    return network == null ? Optional.empty() : PlateNetworkFile.firstFault(network);
  }
}
