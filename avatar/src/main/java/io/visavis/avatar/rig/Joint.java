package io.visavis.avatar.rig;

/** The joints of a head, as FLAME has them; the ordinal is the index in skinning weights. */
public enum Joint {
  ROOT("root", -1),
  NECK("neck", 0),
  JAW("jaw", 1),
  EYE_LEFT("eyeLeft", 1),
  EYE_RIGHT("eyeRight", 1);

  /** Number of joints. */
  public static final int COUNT = 5;

  private final String jointName;
  private final int parent;

  Joint(String jointName, int parent) {
    this.jointName = jointName;
    this.parent = parent;
  }

  /** The node name in a file. */
  public String jointName() {
    return jointName;
  }

  /** Index of the parent joint, -1 for the root. */
  public int parent() {
    return parent;
  }
}
