package io.visavis.avatar.rig;

/**
 * A sparse displacement of mesh vertices, in metres at weight 1, relative to the rest pose.
 *
 * @param name the channel that drives it, such as {@code jawOpen}
 * @param vertices [K] indices of the vertices that move, ascending
 * @param deltas [K, 3] their displacement
 */
public record MorphTarget(String name, int[] vertices, float[] deltas) {
  public MorphTarget {
    if (deltas.length != 3 * vertices.length) {
      throw new IllegalArgumentException(
          "Morph target '%s' has %d vertices and %d delta values; three a vertex would be right."
              .formatted(name, vertices.length, deltas.length));
    }
  }
}
