package io.visavis.avatar.ply;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes are columns that can be written again, or are refused in one sentence. */
class PlyFuzzTest {
  private static final int MANY = 1000;

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "10m")
  void shouldReadOrRefuseAnyBytes(byte[] bytes) throws IOException {
    try {
      PlyFile file = PlyFile.parse(bytes, "it", MANY);
      List<String> names = file.properties();
      float[][] columns = names.stream().map(file::column).toArray(float[][]::new);
      byte[] written = PlyWriter.floats(ByteOrder.BIG_ENDIAN, names, columns, file.vertices());
      PlyFile again = PlyFile.parse(written, "it", MANY);
      assertThat(again.properties()).isEqualTo(names);
      for (int i = 0; i < columns.length; i++) {
        assertThat(again.column(names.get(i))).isEqualTo(columns[i]).hasSize(file.vertices());
      }
    } catch (PlyException e) {
      assertThat(e).message().isNotBlank().doesNotContain("\n");
    }
  }

  static Stream<byte[]> seeds() {
    String before = "element camera 2\nproperty double focal\n";
    String vertex = "element vertex 2\nproperty uchar red\nproperty short x\n";
    String after = "element face 1\nproperty list uchar int vertex_indices\n";
    List<String> names = PlyWriter.splatting();
    return Stream.of(
        PlyWriter.floats(ByteOrder.LITTLE_ENDIAN, names, PlyWriter.columns(names.size(), 2), 2),
        PlyWriter.file(
            "format binary_big_endian 1.0\ncomment a\n" + before + vertex + after, new byte[36]),
        PlyWriter.file(
            "format ascii 1.0\nobj_info b\n" + before + vertex + after,
            "1.5 2\n200 -1e3\r\n7 nan\n3 0 1 1\n".getBytes(StandardCharsets.US_ASCII)));
  }
}
