package io.visavis.avatar.importer.lam;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.visavis.avatar.Avatar;
import io.visavis.avatar.glb.GlbReader;
import io.visavis.avatar.glb.GlbWriter;
import io.visavis.avatar.importer.ImportException;
import io.visavis.avatar.importer.Label;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes are a head that can be written and read again, or are refused in one sentence. */
class LamFuzzTest {
  private static final Label LABEL = new Label("it", "It", "mine");
  private static final int ZIP = 0x504b0304;

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "10m")
  void shouldReadOrRefuseAnyBytes(byte[] bytes) throws IOException {
    try {
      Avatar avatar = read(bytes);
      byte[] written = GlbWriter.encode(avatar);
      assertThat(GlbWriter.encode(GlbReader.parse(written))).isEqualTo(written);
    } catch (ImportException e) {
      assertThat(e).message().isNotBlank().doesNotContain("\n");
    }
  }

  /** A zip, or else its two members one after the other, with the length of the first before. */
  private static Avatar read(byte[] bytes) throws IOException {
    LamZip importer = new LamZip(s -> {});
    int first = bytes.length < 4 ? 0 : ByteBuffer.wrap(bytes).getInt();
    if (first == ZIP) {
      Path file = Files.createTempFile("lam", ".zip");
      try {
        Files.write(file, bytes);
        return importer.read(file, LABEL);
      } finally {
        Files.delete(file);
      }
    }
    int start = Math.min(bytes.length, 4);
    int split = start + Math.clamp(first, 0, bytes.length - start);
    LamMembers members =
        new LamMembers(
            Arrays.copyOfRange(bytes, start, split),
            Arrays.copyOfRange(bytes, split, bytes.length));
    return importer.head(members, Path.of("it"), LABEL);
  }

  static Stream<byte[]> seeds() throws IOException {
    LamShaped head = LamShaped.small();
    byte[] skin = LamFile.skin(head, false);
    byte[] cloud = LamFile.cloud(head.rows, false);
    Path file = Files.createTempFile("lam", ".zip");
    try {
      LamFile.zip(file, Map.of("skin.glb", skin, "offset.ply", cloud));
      byte[] both =
          ByteBuffer.allocate(4 + skin.length + cloud.length)
              .putInt(skin.length)
              .put(skin)
              .put(cloud)
              .array();
      return Stream.of(Files.readAllBytes(file), both, new byte[0]);
    } finally {
      Files.delete(file);
    }
  }
}
