package io.visavis.avatar.ply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What strangers may send instead. */
class PlyHostileTest {
  private static final int MANY = 1000;

  @TempDir Path folder;

  @Test
  void shouldRefuseAFileCutAnywhere() throws IOException {
    byte[] whole =
        PlyWriter.floats(ByteOrder.LITTLE_ENDIAN, List.of("x", "y"), PlyWriter.columns(2, 3), 3);
    assertThat(PlyFile.parse(whole, "it", MANY).vertices()).isEqualTo(3);
    for (int length = 0; length < whole.length; length++) {
      Path cut = Files.write(folder.resolve("cut.ply"), Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> PlyFile.read(cut, MANY))
          .isInstanceOf(PlyException.class)
          .hasMessageStartingWith(cut.toString());
    }
  }

  /** Lines of the header are separated by semicolons. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "element vertex 2147483647 | it has 2147483647 vertices; at most 1000 are read.",
        "element vertex 1001 | it has 1001 vertices; at most 1000 are read.",
        "element vertex -1 | it has '-1' rows of 'vertex'; a whole number from 0 on",
        "element vertex 99999999999999999999 | it has '99999999999999999999' rows of 'vertex'",
        "element vertex 1e3 | it has '1e3' rows of 'vertex'",
        "element vertex | the line 'element vertex' in its header",
        "element vertex 1;property float x;property int x | two properties 'x' of 'vertex'.",
        "element vertex 1;element vertex 1 | it has two elements 'vertex'.",
        "element vertex 1;property list uchar int x | it has the list 'x' in 'vertex'; only",
        "element face 1;property list uchar int x;element vertex 1 | the list 'x' in 'face'; only",
        "element vertex 1;property list uchar x | the line 'property list uchar x' in its header",
        "element vertex 1;property list text int x | it has the type 'text' for 'x'",
        "element vertex 1;property float16 x | it has the type 'float16' for 'x'; a number's",
        "element vertex 1;property float x\u00e9 | the line 'property float x?' in its header",
        "property float x;element vertex 1 | the line 'property float x' in its header",
        "element face 3;element edge 1 | it has no element 'vertex'; it has face, edge.",
        "comment only | it has no element 'vertex'; it has none.",
        "format ascii 1.0 | it has the line 'format ascii 1.0' in its header; one line such as",
        "nonsense here | it has the line 'nonsense here' in its header; a format, element",
        "element vertex 1000;property double x | at least 8000 bytes of numbers, and 100 are there",
        "element camera 999999999999999;property double x;element vertex 0 | ends too early"
      })
  void shouldRefuseHeadersThatCannotBeMeant(String lines, String sentence) {
    String header = "format binary_little_endian 1.0\n" + lines.replace(';', '\n') + "\n";
    assertRefused(PlyWriter.file(header, new byte[100]), sentence);
  }

  @ParameterizedTest
  @ValueSource(strings = {"format ascii 2.0\n", "format ascii\n", "format text 1.0\n"})
  void shouldRefuseOtherFormats(String format) {
    assertRefused(
        PlyWriter.file(format + "element vertex 0\n", new byte[0]), "in its header; one line such");
  }

  @Test
  void shouldRefuseAHeaderWithoutAFormat() {
    assertRefused(PlyWriter.file("element vertex 0\n", new byte[0]), "without its format.");
  }

  @Test
  void shouldRefuseAHeaderThatNeverEnds() {
    byte[] begun = "ply\nformat ascii 1.0\nelement vertex 1\n".getBytes(StandardCharsets.US_ASCII);
    assertRefused(begun, "it ends within its header.");
    byte[] zeros = Arrays.copyOf(begun, 1 << 20);
    assertRefused(zeros, "it has a header of more than 65536 bytes.");
    byte[] lines = ("ply\n" + "comment\n".repeat(10_000)).getBytes(StandardCharsets.US_ASCII);
    assertRefused(lines, "it has a header of more than 65536 bytes.");
  }

  @Test
  void shouldRefuseMoreColumnsAndLongerNamesThanAllowed() throws IOException {
    StringBuilder header = new StringBuilder("format ascii 1.0\nelement vertex 0\n");
    for (int i = 0; i < 512; i++) {
      header.append("property float x").append(i).append('\n');
    }
    PlyFile most = PlyFile.parse(PlyWriter.file(header.toString(), new byte[0]), "it", MANY);
    assertThat(most.properties()).hasSize(512);
    assertThatThrownBy(() -> most.column("y")).hasMessageEndingWith("x78, x79 and 432 more.");
    header.append("property float more\n");
    assertRefused(PlyWriter.file(header.toString(), new byte[0]), "more than 512 properties.");
    String longest = "format ascii 1.0\nelement vertex 0\nproperty float " + "n".repeat(64);
    assertThat(PlyFile.parse(PlyWriter.file(longest + "\n", new byte[0]), "it", MANY).properties())
        .containsExactly("n".repeat(64));
    assertRefused(PlyWriter.file(longest + "n\n", new byte[0]), "in its header; a line such as");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 2 3 four | it has 'four' for 'y' in row 1 of its vertices; a number would be right.",
        "1 2 3 0x1p3 | it has '0x1p3' for 'y' in row 1",
        "1 2 3f 4 | it has '3f' for 'x' in row 1",
        "1 2 -- 4 | it has '--' for 'x' in row 1",
        "1 \u00e92 3 4 | it has '?2' for 'y' in row 0",
        "1 2 3 | at least 7 bytes of numbers, and 5 are there.",
        "1 2 3.25 | it ends too early.",
        "1 2   | it ends too early"
      })
  void shouldRefuseTextThatIsNoTableOfNumbers(String numbers, String sentence) {
    String header = "format ascii 1.0\nelement vertex 2\nproperty float x\nproperty float y\n";
    assertRefused(PlyWriter.file(header, numbers.getBytes(StandardCharsets.ISO_8859_1)), sentence);
  }

  @Test
  void shouldRefuseNumbersOfAnyLength() {
    String header = "format ascii 1.0\nelement vertex 2\nproperty float x\n";
    byte[] digits = "1".repeat(1000).getBytes(StandardCharsets.US_ASCII);
    assertRefused(PlyWriter.file(header, digits), "a number of more than 400 characters.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "pl", "plyformat\n", "\u0089PNG\r\n\u001a\n", "glTF\2\0\0\0", "PLY\n"})
  void shouldRefuseOtherFiles(String start) {
    byte[] file = (start.isEmpty() ? "" : start + "\n").getBytes(StandardCharsets.ISO_8859_1);
    assertRefused(file, "it is not a PLY file.");
  }

  private static void assertRefused(byte[] file, String sentence) {
    assertThatThrownBy(() -> PlyFile.parse(file, "it", MANY))
        .isInstanceOf(PlyException.class)
        .hasMessageContaining(sentence)
        .satisfies(e -> assertThat(e).message().doesNotContain("\n").endsWith("."));
  }
}
