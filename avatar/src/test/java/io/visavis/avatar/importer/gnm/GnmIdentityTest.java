package io.visavis.avatar.importer.gnm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.visavis.avatar.importer.ImportException;
import io.visavis.avatar.importer.Label;
import io.visavis.avatar.numpy.NpzWriter;
import io.visavis.avatar.rig.HeadMesh;
import io.visavis.avatar.rig.Joint;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model with two identities: one is a tenth broader, the other two centimetres higher up. */
class GnmIdentityTest {
  private static final Label LABEL = new Label("anna", "Anna", "Apache-2.0");
  private static final int V = GnmShaped.VERTICES;

  @TempDir static Path shared;
  @TempDir Path folder;
  private static GnmShaped shaped;
  private static Path model;

  @BeforeAll
  static void writeAModel() throws IOException {
    shaped = new GnmShaped();
    float[] places = shaped.template();
    float[] joints = shaped.joints();
    model =
        few()
            .add("vertex_identity_basis", basis(places), 2, V, 3)
            .add("joint_identity_basis", basis(joints), 2, 4, 3)
            .write(shared.resolve("gnm_head.npz"));
  }

  /** An expression that does nothing is quickly solved for. */
  private static NpzWriter few() {
    return shaped.writer(false).add("expression_basis", new float[3 * V], 1, V, 3);
  }

  private static float[] basis(float[] places) {
    float[] out = new float[2 * places.length];
    for (int i = 0; i < places.length; i++) {
      out[i] = i % 3 == 0 ? 0.1f * places[i] : 0;
      out[places.length + i] = i % 3 == 1 ? 0.02f : 0;
    }
    return out;
  }

  @Test
  void shouldMakeTheHeadOfAPerson() throws IOException {
    GnmModel mean = GnmFile.read(model, GnmIdentity.mean());
    HeadMesh broad = new GnmHead(s -> {}).read(model, GnmIdentity.parse("1,-0.5"), LABEL).mesh();
    for (int v = 0; v < V; v += 97) {
      assertThat(broad.vertices()[3 * v]).isCloseTo(1.1f * mean.vertices()[3 * v], within(1e-6f));
      assertThat(broad.vertices()[3 * v + 1])
          .isCloseTo(mean.vertices()[3 * v + 1] - 0.01f, within(1e-6f));
    }
    int eye = 3 * Joint.EYE_LEFT.ordinal();
    assertThat(broad.pivots()[eye]).isCloseTo(1.1f * mean.pivots()[eye], within(1e-6f));
    assertThat(broad.pivots()[eye + 1]).isCloseTo(mean.pivots()[eye + 1] - 0.01f, within(1e-6f));
    // Landmarks are found on that head again, as near as vertices are to one another.
    for (int l : new int[] {8, 30, 36, 45, 48, 54, 57}) {
      assertThat(broad.vertices()[3 * broad.landmarks()[l]])
          .as("%d", l)
          .isCloseTo(broad.vertices()[3 * shaped.landmarks()[l]], within(0.005f));
    }
  }

  @Test
  void shouldReadWhatNumpyAndOthersWrite() throws IOException {
    Path npz = new NpzWriter().add("identity", new float[] {0.5f, -1}, 2).write(file("a.npz"));
    Path batch = new NpzWriter().add("identity", new float[] {0.5f, -1}, 1, 2).write(file("b.npz"));
    Path json = Files.writeString(file("a.json"), "[0.5, -1]");
    Path npy = Files.write(file("a.npy"), npy(0.5f, -1));
    for (Object given : List.of("0.5,-1", npz, batch, json, npy)) {
      GnmIdentity read = GnmIdentity.parse(given.toString());
      // Of two places, the first of which the first coefficient moves, and so on.
      assertThat(read.added(new float[] {1, 1}, new float[] {1, 0, 0, 1}))
          .as("%s", given)
          .containsExactly(1.5f, 0);
    }
    // The mean head needs no basis.
    Path plain = few().write(file("plain.npz"));
    assertThat(GnmFile.read(plain, GnmIdentity.parse("0,0,0")).vertices())
        .isEqualTo(shaped.template());
  }

  @Test
  void shouldSayWhatIsWrong() throws IOException {
    refused("0.1,NaN", "Coefficient 1 (from 0) of the identity is NaN");
    refused("11", "is 11.0; those of a head are between -10 and 10, 0 for the mean.");
    refused("0.1;0.2", "'0.1;0.2' is no identity of GNM; write numbers such as 0.8,-0.3");
    refused("0,".repeat(5_000) + "0", "The identity has more than 4096 coefficients");
    refused(file("none.npy").toString(), "There is no file " + file("none.npy"));
    Path npy = Files.write(file("x.npy"), npy(0, Float.POSITIVE_INFINITY));
    refused(npy.toString(), "Coefficient 1 (from 0) of " + npy + " is Infinity");
    Files.write(npy, "\u0093NUMPY".getBytes(StandardCharsets.ISO_8859_1));
    refused(npy.toString(), npy + " ");
    Path npz = new NpzWriter().add("shape", new float[2], 2).write(file("x.npz"));
    refused(npz.toString(), "has no array 'identity'; it has shape.");
    new NpzWriter().add("identity", new float[6], 2, 3).write(npz);
    refused(npz.toString(), "has the shape [2, 3]; a vector is right, for one head.");
    Path json = Files.writeString(file("x.json"), "{\"a\":1}");
    refused(json.toString(), "is no list of numbers such as [0.8, -0.3].");
    Files.writeString(json, "[1, \"2\"]");
    refused(json.toString(), "Coefficient 1 (from 0) of " + json + " is NaN");
    Files.writeString(json, "[1,");
    refused(json.toString(), "is not JSON.");
    Files.writeString(json, "[]");
    refused(json.toString(), "has no coefficients; GNM's head of version 3 has 253.");
  }

  @Test
  void shouldRefuseAnIdentityThatDoesNotFitTheModel() throws IOException {
    assertRefused(
        model, "0,0,1", "The identity has 3 coefficients, and 'vertex_identity_basis' of ");
    assertRefused(few().write(file("plain.npz")), "1", "has no array 'vertex_identity_basis'");
    float[] nan = basis(shaped.template());
    nan[7] = Float.NaN;
    assertRefused(
        few().add("vertex_identity_basis", nan, 2, V, 3).write(file("nan.npz")),
        "1",
        "'vertex_identity_basis' of " + file("nan.npz") + " has the value NaN");
    assertRefused(
        few().add("vertex_identity_basis", new float[60], 2, 10, 3).write(file("ten.npz")),
        "1",
        "has the shape [2, 10, 3]; GNM's has [I, 17821, 3].");
    assertRefused(model, "8", "is 0.1");
  }

  private static void assertRefused(Path file, String identity, String sentence)
      throws IOException {
    GnmIdentity who = GnmIdentity.parse(identity);
    assertThatThrownBy(() -> new GnmHead(s -> {}).read(file, who, LABEL))
        .isInstanceOf(ImportException.class)
        .hasMessageContaining(sentence);
  }

  private static void refused(String text, String sentence) {
    assertThatThrownBy(() -> GnmIdentity.parse(text))
        .isInstanceOf(ImportException.class)
        .hasMessageContaining(sentence);
  }

  private static byte[] npy(float... values) {
    String text =
        "{'descr': '<f4', 'fortran_order': False, 'shape': (%d,), }".formatted(values.length);
    ByteBuffer out = ByteBuffer.allocate(10 + text.length() + 4 * values.length);
    out.order(ByteOrder.LITTLE_ENDIAN);
    out.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
    out.putShort((short) text.length()).put(text.getBytes(StandardCharsets.ISO_8859_1));
    for (float value : values) {
      out.putFloat(value);
    }
    return out.array();
  }

  private Path file(String name) {
    return folder.resolve(name);
  }
}
