package io.visavis.avatar.importer.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.visavis.avatar.builtin.BuiltInHeads;
import io.visavis.avatar.rig.HeadMesh;
import io.visavis.avatar.rig.Joint;
import io.visavis.avatar.rig.MorphTarget;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShutLipsTest {
  /** Metres: at rest the lips of the built-in heads are up to 0.8 mm apart. */
  private static final double TOGETHER = 0.0001;

  private static final Map<String, HeadMesh> HEADS = new ConcurrentHashMap<>();

  @ParameterizedTest
  @ValueSource(strings = {"mira", "theo"})
  void shouldKeepLipsTogetherWhateverMoves(String name) {
    HeadMesh open = head(name);
    HeadMesh shut = ShutLips.of(open);
    assertThat(gap(open, "jawOpen")).isGreaterThan(0.02);
    assertThat(gap(open, "mouthLowerDownLeft")).isGreaterThan(0.003);
    for (MorphTarget morph : shut.morphs()) {
      assertThat(gap(shut, morph.name())).as(morph.name()).isLessThan(TOGETHER);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"mira", "theo"})
  void shouldKeepLidsAndEyesInTheirPlace(String name) {
    HeadMesh open = head(name);
    HeadMesh shut = ShutLips.of(open);
    List<int[]> lids =
        Seam.openings(open).stream()
            .filter(loop -> loop.length == 56 && open.vertices()[3 * loop[0] + 2] > 0.05)
            .toList();
    assertThat(lids).hasSize(2);
    for (MorphTarget morph : shut.morphs()) {
      double[] moved = moved(shut, morph);
      for (int[] lid : lids) {
        for (int v : lid) {
          assertThat(
                  Math.abs(moved[3 * v]) + Math.abs(moved[3 * v + 1]) + Math.abs(moved[3 * v + 2]))
              .as(morph.name())
              .isLessThan(TOGETHER);
        }
      }
    }
    for (int v = 0; v < shut.vertexCount(); v++) {
      assertThat(shut.weights()[Joint.COUNT * v + Joint.EYE_LEFT.ordinal()]).isZero();
      assertThat(shut.weights()[Joint.COUNT * v + Joint.EYE_RIGHT.ordinal()]).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"mira", "theo"})
  void shouldLeaveTheRestOfTheFaceAsItMoves(String name) {
    HeadMesh open = head(name);
    HeadMesh shut = ShutLips.of(open);
    assertThat(shut.morphs())
        .extracting(MorphTarget::name)
        .hasSize(38)
        .contains("jawOpen", "mouthSmileLeft", "browInnerUp", "eyeSquintLeft", "mouthPucker")
        .doesNotContain("mouthClose", "tongueOut", "eyeBlinkLeft", "eyeWideRight", "eyeLookUpLeft");
    for (String brow : List.of("browInnerUp", "browDownLeft")) {
      double[] before = moved(open, morph(open, brow));
      double[] after = moved(shut, morph(shut, brow));
      for (int i = 0; i < before.length; i++) {
        // Lids are held, and their neighbourhood gives in.
        if (open.vertices()[i - i % 3 + 1] > 0.03) {
          assertThat(after[i]).as(brow).isCloseTo(before[i], within(2e-5));
        }
      }
    }
    assertThat(chin(shut)).isBetween(-0.02, -0.006);
  }

  private static HeadMesh head(String name) {
    return HEADS.computeIfAbsent(name, n -> BuiltInHeads.build(n).mesh());
  }

  /** How much farther than at rest the lips are apart where a morph target parts them most. */
  private static double gap(HeadMesh mesh, String name) {
    int[] mouth =
        Seam.openings(mesh).stream()
            .filter(loop -> loop.length == 72 && mesh.vertices()[3 * loop[0] + 2] > 0.05)
            .findFirst()
            .orElseThrow();
    double[] moved = moved(mesh, morph(mesh, name));
    double most = 0;
    for (int v : mouth) {
      // The other lip's, or a corner's own.
      int other =
          IntStream.of(mouth)
              .filter(w -> w != v)
              .boxed()
              .min(Comparator.comparingDouble(w -> Math.abs(x(mesh, w) - x(mesh, v))))
              .orElseThrow();
      double[] apart = new double[3];
      for (int c = 0; c < 3; c++) {
        apart[c] = moved[3 * v + c] - moved[3 * other + c];
      }
      if (Math.abs(x(mesh, v) - x(mesh, other)) < 1e-5) {
        most = Math.max(most, Vector.length(apart));
      }
    }
    return most;
  }

  private static float x(HeadMesh mesh, int vertex) {
    return mesh.vertices()[3 * vertex];
  }

  /** How far down jawOpen takes the lowest of the chin, metres. */
  private static double chin(HeadMesh mesh) {
    double[] moved = moved(mesh, morph(mesh, "jawOpen"));
    double least = 0;
    for (int i = 1; i < moved.length; i += 3) {
      if (mesh.vertices()[i + 1] > 0.05 && mesh.vertices()[i] > -0.12) {
        least = Math.min(least, moved[i]);
      }
    }
    return least;
  }

  private static MorphTarget morph(HeadMesh mesh, String name) {
    return mesh.morphs().stream().filter(m -> m.name().equals(name)).findFirst().orElseThrow();
  }

  private static double[] moved(HeadMesh mesh, MorphTarget morph) {
    double[] out = new double[mesh.vertices().length];
    for (int i = 0; i < morph.deltas().length; i++) {
      out[3 * morph.vertices()[i / 3] + i % 3] = morph.deltas()[i];
    }
    return out;
  }
}
