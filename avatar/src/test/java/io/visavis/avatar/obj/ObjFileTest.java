package io.visavis.avatar.obj;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObjFileTest {
  private static final ObjLimits LIMITS = new ObjLimits(100, 400, 100_000);
  private static final String SQUARE = "v 0 0 0\nv 1 0 0\nv 1 1 0\nv 0 1 0\n";

  @Test
  void shouldReadPositionsAndPolygons() throws Exception {
    ObjFile file = parse("# a square\no it\n" + SQUARE + "f 1 2 3 4\nf 1 3 4\n");
    assertThat(file.vertices()).containsExactly(0, 0, 0, 1, 0, 0, 1, 1, 0, 0, 1, 0);
    assertThat(file.corners()).containsExactly(0, 1, 2, 3, 0, 2, 3);
    assertThat(file.first()).containsExactly(0, 4, 7);
    assertThat(file.polygonCount()).isEqualTo(2);
    assertThat(file.colours()).isEmpty();
  }

  @Test
  void shouldReadEveryKindOfCorner() throws Exception {
    String rest = "vt 0 0\nvt 1 1\nvn 0 0 1\ng a b\nusemtl m\ns 1\n";
    ObjFile file =
        parse(SQUARE + rest + "f 1/1 2/2 3/1\nf 1//1 2//1 3//1\nf 1/1/1 -3/-1/-1 -2/2/1\n");
    assertThat(file.corners()).containsExactly(0, 1, 2, 0, 1, 2, 0, 1, 2);
  }

  @Test
  void shouldCountBackwardsFromWhatIsThereSoFar() throws Exception {
    ObjFile file = parse("v 0 0 0\nv 1 0 0\nv 0 1 0\nf -3 -2 -1\nv 5 5 5\nf -1 -2 -3\n");
    assertThat(file.corners()).containsExactly(0, 1, 2, 3, 2, 1);
  }

  @Test
  void shouldReadColoursIfAllVerticesHaveThem() throws Exception {
    ObjFile file = parse("v 0 0 0 1 0.5 0\nv 1 0 0 1 0 1 0\n");
    assertThat(file.colours()).containsExactly(1, 0.5f, 0, 0, 1, 0);
    assertThat(parse("v 0 0 0 1 0.5 0\nv 1 0 0 1\n").colours()).isEmpty();
  }

  @Test
  void shouldReadWhatOtherSystemsWrite() throws Exception {
    ObjFile file = parse("v\t1e-1  2 3 # first\r\n\r\nv 0 \\\r\n 0 0\r\nv 1 1 1\nf 1 \\\n2 3");
    assertThat(file.vertices()).containsExactly(0.1f, 2, 3, 0, 0, 0, 1, 1, 1);
    assertThat(file.corners()).containsExactly(0, 1, 2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "v 1 2 | has 2 values; a vertex has three.",
        "v 1 2 x | has a word that is no number.",
        "v 1 2 NaN | has a value that is no number or beyond a million.",
        "v 1 2 1e30 | has a value that is no number or beyond a million.",
        "f 1 2 | has 2 corners; a polygon has 3 to 255.",
        "f 1 2 5 | names number 5; there are 4 vertices before it.",
        "f 1 2 0 | names number 0; there are 4 vertices before it.",
        "f 1 2 -5 | names number -5; there are 4 vertices before it.",
        "f 1/1 2/1 3/1 | names number 1; there are 0 texture coordinates before it.",
        "f 1//2 2//2 3//2 | names number 2; there are 0 normals before it.",
        "f 1 2 99999999999 | has a corner that is no number.",
        "f 1/ 2/ 3/ | has a corner that is no number."
      })
  void shouldSayWhichLineIsWrong(String line, String what) {
    assertThatThrownBy(() -> parse(SQUARE + line + "\n"))
        .isInstanceOf(ObjException.class)
        .hasMessage("Line 5 of it, '%s', %s".formatted(line, what));
  }

  @Test
  void shouldBoundWhatItReads() {
    assertRefused("", "it has no vertices, lines such as 'v 0.1 1.6 0.2'.");
    assertRefused("solid nothing\n", "it has no vertices");
    assertRefused("v 0 0 0\n".repeat(101), "it has more than 100 vertices.");
    assertRefused(SQUARE + "f 1 2 3 4\n".repeat(101), "it has more than 400 corners of polygons.");
    assertRefused("# " + "x".repeat(70_000), "more than 65536 characters in line 1");
    assertRefused("v 0 0 \0 0\n", "it has bytes that are no text");
    assertRefused("v 1 2 \u00e9\n", "Line 1 of it, 'v 1 2 ??', has a word that is no number.");
  }

  @Test
  void shouldStopAtAStreamWithoutAnEnd() {
    InputStream endless =
        new InputStream() {
          private int at;

          @Override
          public int read() {
            return "# x\n".charAt(at++ % 4);
          }

          @Override
          public int read(byte[] out, int from, int length) {
            for (int i = 0; i < length; i++) {
              out[from + i] = (byte) read();
            }
            return length;
          }
        };
    assertThatThrownBy(() -> ObjFile.read(endless, "it", LIMITS))
        .hasMessage("it has more than 100000 bytes, too many for a head.");
  }

  private static void assertRefused(String text, String sentence) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(ObjException.class)
        .hasMessageContaining(sentence);
  }

  private static ObjFile parse(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return ObjFile.read(new ByteArrayInputStream(bytes), "it", LIMITS);
  }
}
