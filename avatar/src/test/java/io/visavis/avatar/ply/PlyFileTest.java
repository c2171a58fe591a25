package io.visavis.avatar.ply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files as splatting writes them, and others that the format allows. */
class PlyFileTest {
  private static final int MANY = 10_000;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void shouldReadEveryColumnOfASplatting(boolean bigEndian) throws IOException {
    ByteOrder order = bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    List<String> names = PlyWriter.splatting();
    // More than one piece of the reader's.
    int rows = 9000;
    float[][] columns = PlyWriter.columns(names.size(), rows);
    PlyFile file = read(PlyWriter.floats(order, names, columns, rows));
    assertThat(file.vertices()).isEqualTo(rows);
    assertThat(file.properties()).isEqualTo(names).hasSize(62);
    for (int k = 0; k < columns.length; k++) {
      assertThat(file.column(names.get(k))).isEqualTo(columns[k]);
    }
  }

  @Test
  void shouldReadTheTrianglesOfBoundGaussians() throws IOException {
    List<String> names = new ArrayList<>(PlyWriter.splatting());
    names.add("binding_0");
    float[][] columns = PlyWriter.columns(63, 3);
    columns[62] = new float[] {0, 10143, 7};
    PlyFile file = read(PlyWriter.floats(ByteOrder.LITTLE_ENDIAN, names, columns, 3));
    assertThat(file.has("binding_0")).isTrue();
    assertThat(file.column("binding_0")).containsExactly(0, 10143, 7);
    assertThat(file.column("rot_3")).isEqualTo(columns[61]);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "char uchar short ushort int uint float double",
        "int8 uint8 int16 uint16 int32 uint32 float32 float64"
      })
  void shouldReadEveryType(String types) throws IOException {
    StringBuilder table = new StringBuilder("comment by a test\nelement vertex 1\nobj_info\n");
    for (String type : types.split(" ", -1)) {
      table.append("property ").append(type).append(" of_").append(type).append('\n');
    }
    for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
      ByteBuffer body = ByteBuffer.allocate(26).order(order);
      body.put((byte) -2).put((byte) 200).putShort((short) -300).putShort((short) 65000);
      body.putInt(-70000).putInt((int) 4_000_000_000L).putFloat(0.5f).putDouble(1e-3);
      String format = order == ByteOrder.BIG_ENDIAN ? "binary_big_endian" : "binary_little_endian";
      PlyFile file = parse(PlyWriter.file("format " + format + " 1.0\n" + table, body.array()));
      float[] expected = {-2, 200, -300, 65000, -70000, 4e9f, 0.5f, 1e-3f};
      List<String> names = file.properties();
      assertThat(names).hasSize(8).startsWith("of_" + types.substring(0, types.indexOf(' ')));
      for (int k = 0; k < 8; k++) {
        assertThat(file.column(names.get(k))).containsExactly(expected[k]);
      }
    }
  }

  @Test
  void shouldPassOverWhatComesBeforeAndAfter() throws IOException {
    String header =
        """
        format binary_little_endian 1.0
        element camera 2
        property double focal
        property uchar shutter
        element nothing 5
        element vertex 2
        property uchar red
        element face 1
        property list uchar int vertex_indices
        """;
    byte[] body = new byte[18 + 2 + 13];
    body[18] = (byte) 255;
    body[19] = 1;
    assertThat(parse(PlyWriter.file(header, body)).column("red")).containsExactly(255, 1);
    String text = header.replace("binary_little_endian", "ascii");
    byte[] words = "35.5 1\n50 2\n255\n1\n3 0 1 1\n".getBytes(StandardCharsets.US_ASCII);
    assertThat(parse(PlyWriter.file(text, words)).column("red")).containsExactly(255, 1);
  }

  @Test
  void shouldReadText() throws IOException {
    PlyFile file = text("1 2.5\r\n -3e2\t+.5\n\n\n1e99 7");
    assertThat(file.column("x")).containsExactly(1, -300, Float.POSITIVE_INFINITY);
    assertThat(file.column("y")).containsExactly(2.5f, 0.5f, 7);
  }

  @Test
  void shouldPassOnWhatIsNotFinite() throws IOException {
    PlyFile file = text("nan -nan inf -inf Infinity NaN");
    assertThat(file.column("x"))
        .containsExactly(Float.NaN, Float.POSITIVE_INFINITY, Float.POSITIVE_INFINITY);
    assertThat(file.column("y")).containsExactly(Float.NaN, Float.NEGATIVE_INFINITY, Float.NaN);
    float[][] column = {{Float.NaN, Float.NEGATIVE_INFINITY}};
    byte[] binary = PlyWriter.floats(ByteOrder.LITTLE_ENDIAN, List.of("x"), column, 2);
    assertThat(parse(binary).column("x")).isEqualTo(column[0]);
  }

  @Test
  void shouldReadLinesThatEndAsOnWindows() throws IOException {
    byte[] file =
        "ply\r\nformat binary_little_endian 1.0\r\nelement vertex 2\r\n"
            .concat("property uchar x\r\nend_header\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    // The last two bytes are the numbers.
    assertThat(parse(file).column("x")).containsExactly(13, 10);
  }

  @Test
  void shouldReadFilesWithoutVerticesOrColumns() throws IOException {
    PlyFile none = parse(PlyWriter.floats(ByteOrder.BIG_ENDIAN, List.of("x"), new float[1][0], 0));
    assertThat(none.vertices()).isZero();
    assertThat(none.column("x")).isEmpty();
    PlyFile bare = parse(PlyWriter.file("format ascii 1.0\nelement vertex 9\n", new byte[0]));
    assertThat(bare.vertices()).isEqualTo(9);
    assertThatThrownBy(() -> bare.column("x")).hasMessage("it has no property 'x'; it has none.");
  }

  @Test
  void shouldNameTheColumnThatIsMissingAndThoseThatThereAre() throws IOException {
    PlyFile file = text("1 2 3 4 5 6");
    assertThat(file.has("opacity")).isFalse();
    assertThatThrownBy(() -> file.column("opacity"))
        .isInstanceOf(PlyException.class)
        .hasMessage("it has no property 'opacity'; it has x, y.");
  }

  @Test
  void shouldSayThatAFileCannotBeRead() {
    assertThatThrownBy(() -> PlyFile.read(folder.resolve("none.ply"), MANY))
        .isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> PlyFile.read(folder, MANY))
        .isInstanceOfAny(IOException.class, PlyException.class);
  }

  private static PlyFile text(String numbers) throws IOException {
    String header = "format ascii 1.0\nelement vertex 3\nproperty float x\nproperty float y\n";
    return parse(PlyWriter.file(header, numbers.getBytes(StandardCharsets.US_ASCII)));
  }

  private PlyFile read(byte[] bytes) throws IOException {
    return PlyFile.read(Files.write(folder.resolve("it.ply"), bytes), MANY);
  }

  private static PlyFile parse(byte[] bytes) throws IOException {
    return PlyFile.parse(bytes, "it", MANY);
  }
}
