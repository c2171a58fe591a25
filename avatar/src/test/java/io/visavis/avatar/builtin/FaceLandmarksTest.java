package io.visavis.avatar.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.visavis.avatar.rig.HeadMesh;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaceLandmarksTest {
  private static final int X = 0;
  private static final int Y = 1;
  private static final int Z = 2;

  @ParameterizedTest
  @ValueSource(strings = {"mira", "theo", "ines", "kenji"})
  void shouldBeWhereTheyAreOnAFace(String name) {
    HeadMesh mesh = BuiltInHeads.build(name).mesh();
    assertThat(mesh.landmarks()).hasSize(HeadMesh.LANDMARKS);
    // From the subject's right to the left.
    assertThat(at(mesh, 36, X)).isLessThan(at(mesh, 39, X));
    assertThat(at(mesh, 39, X)).isLessThan(at(mesh, 42, X));
    assertThat(at(mesh, 42, X)).isLessThan(at(mesh, 45, X));
    assertThat(at(mesh, 48, X)).isCloseTo(-at(mesh, 54, X), within(1e-4f));
    // Chin, lower lip, upper lip, nose, eyes, brows.
    int[] upwards = {8, 57, 66, 62, 51, 33, 30, 41, 37, 19};
    for (int i = 1; i < upwards.length; i++) {
      assertThat(at(mesh, upwards[i], Y))
          .as("landmark %d above %d", upwards[i], upwards[i - 1])
          .isGreaterThan(at(mesh, upwards[i - 1], Y));
    }
    // The nose is before all, the ends of the contour are behind.
    for (int i = 0; i < HeadMesh.LANDMARKS; i++) {
      assertThat(at(mesh, i, Z)).isLessThanOrEqualTo(at(mesh, 30, Z));
    }
    assertThat(at(mesh, 0, Z)).isLessThan(at(mesh, 36, Z));
    assertThat(at(mesh, 62, Y) - at(mesh, 66, Y)).as("lips touch").isLessThan(0.002f);
  }

  private static float at(HeadMesh mesh, int landmark, int coordinate) {
    return mesh.vertices()[3 * mesh.landmarks()[landmark] + coordinate];
  }
}
