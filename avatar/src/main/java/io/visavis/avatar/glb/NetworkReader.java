package io.visavis.avatar.glb;

import io.visavis.avatar.corrective.CoefficientNetwork;
import io.visavis.avatar.corrective.CoefficientNetwork.Input;
import io.visavis.avatar.corrective.CoefficientNetwork.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the network that gives the coefficients of correctives; what is in it is not looked at. */
final class NetworkReader {
  private NetworkReader() {}

  static CoefficientNetwork read(Element network, Accessors accessors)
      throws AvatarFormatException {
    Element inputs = network.get("inputs");
    limit(inputs, Limits.NETWORK_INPUTS);
    List<Input> read = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      read.add(input(inputs.at(i)));
    }
    byte[] onnx = accessors.bytes(network.get("model"), Limits.NETWORK);
    return new CoefficientNetwork(onnx, read, network.get("output").text());
  }

  private static Input input(Element input) throws AvatarFormatException {
    Role role = role(input.get("role"));
    List<Float> periods = new ArrayList<>();
    if (role == Role.TIME) {
      Element list = input.get("periods");
      limit(list, Limits.PERIODS);
      for (int i = 0; i < list.size(); i++) {
        periods.add(list.at(i).number());
      }
    }
    int rows = role == Role.VOICE ? input.get("rows").integer(1, Limits.VOICE_ROWS) : 0;
    return new Input(role, input.get("tensor").text(), periods, rows);
  }

  private static Role role(Element id) throws AvatarFormatException {
    @Nullable Role found = null;
    for (Role role : Role.values()) {
      if (role.id().equals(id.text())) {
        found = role;
      }
    }
    if (found == null) {
      throw new AvatarFormatException(
          "%s is none that is known: %s."
              .formatted(
                  id.path(),
                  Arrays.stream(Role.values()).map(Role::id).collect(Collectors.joining(", "))));
    }
    return found;
  }

  private static void limit(Element array, int most) throws AvatarFormatException {
    if (array.size() > most) {
      throw new AvatarFormatException(
          "%s has %d entries; at most %d are read.".formatted(array.path(), array.size(), most));
    }
  }
}
