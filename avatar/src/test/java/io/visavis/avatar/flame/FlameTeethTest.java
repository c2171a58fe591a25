package io.visavis.avatar.flame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FlameTeethTest {
  private static final int TEETH = 5023;
  private static FlameModel without;
  private static FlameModel with;

  @BeforeAll
  static void addTeeth() {
    without = new FlameShaped().model();
    with = FlameTeeth.added(without);
  }

  @Test
  void shouldAddTwoRowsOfTeethAndKeepTheHead() {
    assertThat(with.vertexCount()).isEqualTo(5143);
    assertThat(with.triangleCount()).isEqualTo(10144);
    assertThat(with.template()).startsWith(without.template());
    assertThat(with.triangles()).startsWith(without.triangles());
  }

  @Test
  void shouldWindTrianglesAsGaussianAvatarsDoes() {
    // Of its table: the first and the last of a strip, and the two where the diagonal turns.
    assertTriangle(0, 0, 31, 30);
    assertTriangle(13, 6, 7, 37);
    assertTriangle(14, 7, 8, 37);
    assertTriangle(27, 14, 44, 43);
    assertTriangle(28, 60, 75, 76);
    assertTriangle(42, 67, 82, 68);
    assertTriangle(55, 74, 88, 89);
    assertTriangle(56, 75, 30, 76);
    assertTriangle(70, 82, 37, 38);
    assertTriangle(83, 88, 44, 89);
    assertTriangle(84, 45, 46, 15);
    assertTriangle(98, 52, 23, 22);
    assertTriangle(111, 58, 59, 29);
    assertTriangle(112, 90, 106, 105);
    assertTriangle(126, 97, 98, 112);
    assertTriangle(139, 104, 119, 118);
    assertTriangle(140, 105, 106, 45);
    assertTriangle(154, 112, 53, 52);
    assertTriangle(167, 118, 119, 59);
  }

  @Test
  void shouldPutTeethBehindTheLips() {
    float[] v = with.template();
    for (int i = 0; i < 15; i++) {
      int root = 3 * (TEETH + i);
      int edge = 3 * (TEETH + 30 + i);
      int lower = 3 * (TEETH + 45 + i);
      int back = 3 * (TEETH + 75 + i);
      assertThat(v[root + 1]).as("roots above edges").isGreaterThan(v[edge + 1]);
      assertThat(v[lower + 1]).as("lower teeth below").isLessThan(v[edge + 1]);
      assertThat(v[lower + 2]).as("lower teeth a little back").isLessThan(v[edge + 2]);
      assertThat(v[back + 2]).as("backs behind").isLessThan(v[lower + 2]);
      assertThat(v[edge]).isCloseTo(v[back], within(1e-6f));
    }
  }

  @Test
  void shouldMoveLowerTeethWithTheJawAndNoneWithExpressions() {
    for (int i = 0; i < 120; i++) {
      boolean lower = i / 15 == 1 || i / 15 == 3 || i / 15 > 5;
      int vertex = TEETH + i;
      for (int j = 0; j < 5; j++) {
        assertThat(with.weights()[5 * vertex + j]).isEqualTo(j == (lower ? 2 : 1) ? 1f : 0f);
      }
      for (int k = 300; k < with.shapeCount(); k++) {
        assertThat(with.shapes()[3 * vertex * with.shapeCount() + k]).isZero();
      }
    }
  }

  private static void assertTriangle(int number, int... corners) {
    for (int c = 0; c < 3; c++) {
      assertThat(with.triangles()[3 * (9976 + number) + c])
          .as("corner %d of triangle %d", c, number)
          .isEqualTo(TEETH + corners[c]);
    }
  }
}
