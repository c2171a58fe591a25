package io.visavis.avatar.builtin.topology;

import io.visavis.avatar.builtin.form.Vec;

/**
 * A vertex of the neutral mesh and what the fields must know of it.
 *
 * @param position in units of 10 cm
 * @param tissue how it moves
 * @param lip +1 upper, -1 lower, 0 where the height alone tells
 * @param ring 0..6 on a ring around the mouth, -1 elsewhere
 * @param angle place on that ring, radians from the subject's left corner upwards
 * @param root the skin point that it hangs from; its own position where it is skin
 */
public record Node(Vec position, Tissue tissue, double lip, int ring, double angle, Vec root) {

  public static Node of(Vec position, Tissue tissue) {
    return new Node(position, tissue, 0, -1, 0, position);
  }

  public static Node rooted(Vec position, Tissue tissue, Vec root) {
    return new Node(position, tissue, 0, -1, 0, root);
  }

  public static Node lip(Vec position, double lip) {
    return new Node(position, Tissue.SKIN, lip, -1, 0, position);
  }

  public Node at(Vec where) {
    return new Node(where, tissue, lip, ring, angle, root.equals(position) ? where : root);
  }
}
