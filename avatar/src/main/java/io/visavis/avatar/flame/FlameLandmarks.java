package io.visavis.avatar.flame;

/** The 68 landmarks of iBUG on FLAME: the vertices nearest to them. */
public final class FlameLandmarks {
  private static final int[] VERTICES = {
    2210, 1935, 868, 3424, 3385, 3389, 3419, 3415, 3414, 3634, 3643, 3587, 3581, 3652, 184, 560,
    728, 1985, 3157, 335, 3705, 3684, 3851, 3863, 16, 2138, 572, 3553, 3561, 3501, 3526, 2748, 2792,
    3556, 1675, 1612, 2437, 2383, 2494, 3632, 2278, 2296, 3833, 1343, 1034, 1175, 884, 829, 2715,
    2813, 2774, 3543, 1657, 1696, 1579, 1795, 1865, 3503, 2948, 2898, 2845, 2785, 3533, 1668, 1730,
    1848, 3509, 2937
  };

  private FlameLandmarks() {}

  /** [68] vertices. */
  public static int[] vertices() {
    return VERTICES.clone();
  }
}
