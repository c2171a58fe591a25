package io.visavis.avatar.obj;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes are a mesh that fits together, or are refused in one sentence. */
class ObjFuzzTest {
  private static final ObjLimits LIMITS = new ObjLimits(1000, 4000, 1 << 20);

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "10m")
  void shouldReadOrRefuseAnyBytes(byte[] bytes) throws IOException {
    try {
      ObjFile file = ObjFile.read(new ByteArrayInputStream(bytes), "it", LIMITS);
      assertThat(file.vertexCount()).isBetween(1, LIMITS.vertices());
      assertThat(file.corners().length).isBetween(0, LIMITS.corners());
      assertThat(file.first()[file.polygonCount()]).isEqualTo(file.corners().length);
      for (int corner : file.corners()) {
        assertThat(corner).isBetween(0, file.vertexCount() - 1);
      }
      for (float value : file.vertices()) {
        assertThat(value).isFinite();
      }
    } catch (ObjException e) {
      assertThat(e).message().isNotBlank().doesNotContain("\n");
    }
  }

  static Stream<byte[]> seeds() {
    String vertices = "v 0 0 0\nv 1 0 0 1\nv 1 1 0 .5 .5 .5\nv -1e-3 1 0\n";
    return Stream.of(
            vertices + "vt 0 0\nvn 0 0 1\nf 1/1/1 2/1/1 3/1/1 4/1/1\nf -1//1 -2//1 -3//1\n",
            "# a\r\nmtllib x.mtl\r\no y\r\n" + vertices + "f 1 2 \\\r\n3\r\n")
        .map(s -> s.getBytes(StandardCharsets.US_ASCII));
  }
}
