package io.visavis.avatar.importer.paint;

import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.avatar.builtin.form.Vec;
import io.visavis.avatar.builtin.part.Material;
import io.visavis.avatar.builtin.part.SplatDraft;
import io.visavis.avatar.builtin.part.TriangleFrame;
import io.visavis.avatar.builtin.topology.MeshDraft;
import io.visavis.avatar.builtin.topology.Node;
import io.visavis.avatar.builtin.topology.Tissue;
import org.junit.jupiter.api.Test;

/** A lid of two strips: its plate swings down stiffly, its margin is folded flat under it. */
class LidRideTest {
  private static final Vec ROOT = Vec.of(.001, 0, .004);
  private static final Vec DOWN = Vec.of(0, -.06, 0);

  private static final Vec[] OPEN = {
    Vec.of(-.02, 0, 0), Vec.of(.02, 0, 0), // margin's edge
    Vec.of(-.02, .01, 0), Vec.of(.02, .01, 0), // where it meets the plate
    Vec.of(-.02, .05, 0), Vec.of(.02, .05, 0) // upper edge of the plate
  };

  private static final int[][] TRIANGLES = {{0, 1, 3}, {0, 3, 2}, {2, 3, 5}, {2, 5, 4}};

  @Test
  void shouldTakeALashWithTheLidInOnePiece() {
    Vec[] shut = new Vec[OPEN.length];
    for (int v = 0; v < shut.length; v++) {
      shut[v] = OPEN[v].plus(DOWN);
    }
    shut[2] = shut[0].plus(Vec.of(0, .0002, -.003));
    shut[3] = shut[1].plus(Vec.of(.01, .0001, -.003));
    shut[4] = shut[2].plus(Vec.of(0, .04, 0));
    shut[5] = shut[3].plus(Vec.of(-.01, .04, 0));
    TriangleFrame[] open = frames(OPEN);
    TriangleFrame[] closed = frames(shut);

    int ridden = new LidRide(surface(), open, closed).triangle(ROOT);

    TriangleFrame from = open[ridden];
    TriangleFrame to = closed[ridden];
    assertThat(to.point(from.local(ROOT)).distance(ROOT.plus(DOWN))).isLessThan(.02);
    for (Vec lash : new Vec[] {Vec.of(0, .03, .01), Vec.of(.01, .02, .02)}) {
      assertThat(to.direction(from.localDirection(lash)).distance(lash))
          .isLessThan(.5 * lash.length());
    }
  }

  @Test
  void shouldTakeTheNearestTriangleOfALidThatDoesNotMove() {
    TriangleFrame[] open = frames(OPEN);
    assertThat(new LidRide(surface(), open, open).triangle(ROOT)).isLessThan(2);
  }

  private static Surface surface() {
    MeshDraft mesh = new MeshDraft();
    for (Vec v : OPEN) {
      mesh.add(Node.of(v, Tissue.SKIN));
    }
    SplatDraft splats = new SplatDraft(mesh);
    SplatDraft.Finish skin =
        SplatDraft.Finish.of(Material.SKIN, p -> Vec.of(.5, .4, .3), .95, 0, 5);
    for (int[] t : TRIANGLES) {
      splats.triangle(mesh.triangle(t[0], t[1], t[2]), skin);
    }
    return new Surface(mesh, splats.splats());
  }

  private static TriangleFrame[] frames(Vec[] v) {
    TriangleFrame[] out = new TriangleFrame[TRIANGLES.length];
    for (int t = 0; t < out.length; t++) {
      int[] c = TRIANGLES[t];
      out[t] = TriangleFrame.of(v[c[0]], v[c[1]], v[c[2]]);
    }
    return out;
  }
}
