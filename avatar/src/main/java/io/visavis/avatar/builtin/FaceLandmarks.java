package io.visavis.avatar.builtin;

import io.visavis.avatar.builtin.form.Vec;
import io.visavis.avatar.builtin.part.Studio;
import io.visavis.avatar.builtin.topology.Node;
import io.visavis.avatar.builtin.topology.SkinTopology;
import io.visavis.avatar.builtin.topology.Tissue;
import io.visavis.avatar.rig.HeadMesh;
import java.util.List;

/**
 * Which nodes of a head are the 68 landmarks of iBUG: lips and lids by their edge loops, the rest
 * by where they are on an average face.
 */
final class FaceLandmarks {
  /**
   * Contour, brows and nose relative to the middle between the irises, in mm of an average face.
   */
  private static final double[][] AVERAGE = {
    {-73.3, -7.8, -66.1}, {-72.2, -26.8, -66.7}, {-69.3, -49.0, -67.4}, {-63.4, -66.6, -61.2},
    {-54.8, -81.8, -47.8}, {-44.1, -92.9, -28.1}, {-31.7, -102.4, -12.5}, {-16.8, -108.1, 3.8},
    {0, -111.3, 6.4}, {16.8, -108.1, 3.8}, {31.7, -102.4, -12.5}, {44.1, -92.9, -28.1},
    {54.8, -81.8, -47.8}, {63.4, -66.6, -61.2}, {69.3, -49.0, -67.4}, {72.2, -26.8, -66.7},
    {73.3, -7.8, -66.1}, {-61.4, 3.7, -23.5}, {-53.5, 20.3, -8.6}, {-38.4, 24.5, 3.3},
    {-22.6, 23.1, 10.0}, {-9.4, 19.0, 12.4}, {9.4, 19.0, 12.4}, {22.6, 23.1, 10.0},
    {38.4, 24.5, 3.3}, {53.5, 20.3, -8.6}, {61.4, 3.7, -23.5}, {0, 4.1, 14.4},
    {0, -6.4, 23.4}, {0, -16.0, 31.3}, {0, -25.3, 38.7}, {-12.7, -38.5, 18.9},
    {-6.6, -40.3, 22.6}, {0, -42.1, 24.4}, {6.6, -40.3, 22.6}, {12.7, -38.5, 18.9}
  };

  /** Half the distance between the irises of that face, mm. */
  private static final double HALF = 31.5;

  /** Places on the 56 nodes of a lid margin, from the outer corner over the upper lid. */
  private static final int[] RIGHT_EYE = {0, 11, 17, 28, 39, 45};

  private static final int[] LEFT_EYE = {28, 17, 11, 0, 45, 39};

  /** Places on the 72 nodes of a loop around the mouth, from the left corner over the upper lip. */
  private static final int[] OUTER_LIPS = {36, 27, 21, 18, 15, 9, 0, 63, 57, 54, 51, 45};

  private static final int[] INNER_LIPS = {36, 21, 18, 15, 0, 57, 54, 51};

  private FaceLandmarks() {}

  /** [68] nodes. */
  static int[] of(Studio studio, SkinTopology skin, Vec[] rest) {
    int[] out = new int[HeadMesh.LANDMARKS];
    Vec eye = studio.recipe().eye().centre();
    Vec middle = Vec.of(0, eye.y(), eye.z() + studio.recipe().eye().ball());
    int at = 0;
    for (double[] p : AVERAGE) {
      double scale = eye.x() / HALF;
      Vec place = middle.plus(Vec.of(p[0], p[1], p[2]).times(scale));
      out[at++] = nearest(studio.mesh().nodes(), rest, place);
    }
    at = put(out, at, skin.margins()[1], RIGHT_EYE);
    at = put(out, at, skin.margins()[0], LEFT_EYE);
    at = put(out, at, skin.border(), OUTER_LIPS);
    put(out, at, skin.contact(), INNER_LIPS);
    return out;
  }

  private static int put(int[] out, int at, int[] loop, int[] places) {
    for (int i = 0; i < places.length; i++) {
      out[at + i] = loop[places[i]];
    }
    return at + places.length;
  }

  private static int nearest(List<Node> nodes, Vec[] rest, Vec place) {
    int best = 0;
    for (int v = 0; v < rest.length; v++) {
      if (nodes.get(v).tissue() == Tissue.SKIN
          && (nodes.get(best).tissue() != Tissue.SKIN
              || rest[v].distance(place) < rest[best].distance(place))) {
        best = v;
      }
    }
    return best;
  }
}
