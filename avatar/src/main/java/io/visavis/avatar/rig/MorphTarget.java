package io.visavis.avatar.rig;

/**
 * A sparse displacement of mesh vertices, in metres at weight 1, relative to the rest pose.
 *
 * @param name the channel that drives it, such as {@code jawOpen}
 * @param vertices [K] indices of the vertices that move, ascending
 * @param deltas [K, 3] their displacement
 * @param pivots [5, 3] displacement of the joints (FLAME's joint regressor applied to the target);
 *     empty for none
 */
public record MorphTarget(String name, int[] vertices, float[] deltas, float[] pivots) {

  /** A morph target that moves no joint. */
  public MorphTarget(String name, int[] vertices, float[] deltas) {
    this(name, vertices, deltas, new float[0]);
  }

  public MorphTarget {
    if (deltas.length != 3 * vertices.length) {
      throw new IllegalArgumentException(
          "Morph target '%s' has %d vertices and %d delta values; three a vertex would be right."
              .formatted(name, vertices.length, deltas.length));
    }
    if (pivots.length != 0 && pivots.length != 3 * Joint.COUNT) {
      throw new IllegalArgumentException(
          "Morph target '%s' moves joints by %d values; none or %d would be right."
              .formatted(name, pivots.length, 3 * Joint.COUNT));
    }
  }
}
