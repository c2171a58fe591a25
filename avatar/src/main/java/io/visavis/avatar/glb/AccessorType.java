package io.visavis.avatar.glb;

/** The shape of the elements of a glTF accessor, by the name that glTF has for it. */
public enum AccessorType {
  SCALAR(1),
  VEC3(3),
  VEC4(4),
  MAT3(9),
  MAT4(16);

  /** Components of one element. */
  final int width;

  AccessorType(int width) {
    this.width = width;
  }
}
