package io.visavis.avatar.builtin.part;

import io.visavis.avatar.builtin.form.Vec;

/**
 * The affine frame of a triangle, as {@link io.visavis.avatar.rig.Binding#AFFINE} has it: columns
 * v1 - v0, v2 - v0 and the unit normal, origin at the centroid.
 */
public record TriangleFrame(Vec origin, Vec edge1, Vec edge2, Vec normal) {

  public static TriangleFrame of(Vec v0, Vec v1, Vec v2) {
    Vec e1 = v1.minus(v0);
    Vec e2 = v2.minus(v0);
    return new TriangleFrame(v0.plus(v1).plus(v2).times(1 / 3.0), e1, e2, e1.cross(e2).unit());
  }

  /** A local direction in the world. */
  public Vec direction(Vec local) {
    return edge1.times(local.x()).plus(edge2.times(local.y())).plus(normal.times(local.z()));
  }

  /** A local point in the world. */
  public Vec point(Vec local) {
    return origin.plus(direction(local));
  }

  /** A world direction in this frame. */
  public Vec localDirection(Vec world) {
    double area = edge1.cross(edge2).length();
    return new Vec(
        world.dot(edge2.cross(normal)) / area,
        world.dot(normal.cross(edge1)) / area,
        world.dot(normal));
  }

  /** A world point in this frame. */
  public Vec local(Vec world) {
    return localDirection(world.minus(origin));
  }
}
