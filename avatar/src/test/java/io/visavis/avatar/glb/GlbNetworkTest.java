package io.visavis.avatar.glb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.visavis.avatar.Avatar;
import io.visavis.avatar.TestAvatars;
import io.visavis.avatar.corrective.CoefficientNetwork;
import io.visavis.avatar.corrective.CoefficientNetwork.Input;
import io.visavis.avatar.corrective.CoefficientNetwork.Role;
import io.visavis.avatar.corrective.Correctives;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The network of the correctives in a file. */
class GlbNetworkTest {
  private static final String NETWORK = "/extensions/VISAVIS_avatar/correctives/network";

  private final Avatar avatar = TestAvatars.everything(3);
  private final byte[] file = GlbWriter.encode(avatar);

  @Test
  void shouldReadWhatWasWritten() throws AvatarFormatException {
    for (long seed = 0; seed < 20; seed++) {
      Avatar written = TestAvatars.everything(seed);
      CoefficientNetwork read = GlbReader.parse(GlbWriter.encode(written)).correctives().network();
      assertThat(read).isNotNull().isEqualTo(written.correctives().network());
    }
  }

  @Test
  void shouldRefuseWhatItDoesNotKnow() {
    refused(n -> input(n, 0).put("role", "smell"), "inputs[0].role is none that is known: motion");
    refused(n -> input(n, 0).remove("tensor"), "inputs[0].tensor is missing");
    refused(n -> n.remove("output"), "network.output is missing");
    refused(n -> n.put("model", 9_999), "bufferViews[9999] is asked for and is not there");
    refused(n -> input(n, 4).put("rows", 0), "rows is 0; a whole number from 1 to 100");
    refused(n -> input(n, 4).put("rows", 101), "rows is 101; a whole number from 1 to 100");
    refused(n -> periods(n).removeAll(), "has 0 periods; 1 to 16 are right");
    refused(n -> periods(n).set(0, -1), "has a period of -1.0 s; 0.1 to 3600.0 s are right");
    refused(n -> input(n, 1).put("tensor", "m"), "Two inputs of the network");
    refused(n -> ((ArrayNode) n.get("inputs")).removeAll(), "has 0 inputs; 1 to 8 are right");
    refused(
        n -> {
          ArrayNode inputs = (ArrayNode) n.get("inputs");
          for (int i = 0; i < 9; i++) {
            inputs.add(inputs.get(0));
          }
        },
        "inputs has 14 entries; at most 8 are read");
  }

  @Test
  void shouldRefuseANetworkThatIsLargerThanTheFileOrTheLimit() {
    byte[] long1 =
        GlbEdit.changed(
            file,
            r -> {
              int view = r.at(NETWORK + "/model").intValue();
              ((ObjectNode) r.at("/bufferViews/" + view)).put("byteLength", 1 << 30);
            });
    assertThatThrownBy(() -> GlbReader.parse(long1))
        .isInstanceOf(AvatarFormatException.class)
        .hasMessageContaining("byteLength is 1073741824; a whole number from 0 to 16777216");
    byte[] long2 =
        GlbEdit.changed(
            file,
            r -> {
              int view = r.at(NETWORK + "/model").intValue();
              ((ObjectNode) r.at("/bufferViews/" + view)).put("byteLength", 16 << 20);
            });
    assertThatThrownBy(() -> GlbReader.parse(long2))
        .isInstanceOf(AvatarFormatException.class)
        .hasMessageContaining("of a buffer of");
  }

  @Test
  void shouldRefuseToWriteAnEmptyNetwork() {
    Correctives c = avatar.correctives();
    CoefficientNetwork empty =
        new CoefficientNetwork(new byte[0], List.of(Input.of(Role.MOTION, "m")), "gamma");
    Avatar odd = avatar.with(avatar.gaussians(), new Correctives(c.names(), c.bases(), empty));
    assertThatThrownBy(() -> GlbWriter.encode(odd))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has 0 bytes");
  }

  private static ObjectNode input(ObjectNode network, int i) {
    return (ObjectNode) network.get("inputs").get(i);
  }

  private static ArrayNode periods(ObjectNode network) {
    return (ArrayNode) input(network, 3).get("periods");
  }

  private void refused(Consumer<ObjectNode> change, String sentence) {
    byte[] changed = GlbEdit.changed(file, r -> change.accept((ObjectNode) r.at(NETWORK)));
    assertThatThrownBy(() -> GlbReader.parse(changed))
        .isInstanceOf(AvatarFormatException.class)
        .hasMessageContaining(sentence);
  }
}
