package io.visavis.avatar.glb;

/** What an avatar file may hold at most: bounds memory and time for files from strangers. */
public final class Limits {
  /** Bytes of a file. */
  public static final int FILE = 256 << 20;

  /** Bytes of its JSON chunk. */
  public static final int JSON = 4 << 20;

  /** Gaussians. */
  public static final int GAUSSIANS = 1_000_000;

  /** Vertices of the mesh. */
  public static final int VERTICES = 200_000;

  /** Triangles of the mesh. */
  public static final int TRIANGLES = 400_000;

  /** Morph targets. */
  public static final int MORPHS = 256;

  /** Moved vertices of all morph targets together. */
  public static final int MORPH_ENTRIES = 4_000_000;

  /** Vertices of a mesh that has pose correctives: 36 displacements each. */
  public static final int POSE_CORRECTIVE_VERTICES = 40_000;

  /** Coefficients of correctives. */
  public static final int COEFFICIENTS = 256;

  /** Bases of correctives. */
  public static final int BASES = 32;

  /** Values of all bases together. */
  public static final int BASIS_VALUES = 64 << 20;

  /** Bytes of the network of the correctives, and of that of the plate. */
  public static final int NETWORK = 16 << 20;

  /** Inputs of it. */
  public static final int NETWORK_INPUTS = 8;

  /** Periods of the time that it hears. */
  public static final int PERIODS = 16;

  /** Rows of the voice that it hears, 10 ms each. */
  public static final int VOICE_ROWS = 100;

  /** The fewest pixels of a side of what the network of the plate sees. */
  public static final int PLATE_NETWORK_LEAST = 16;

  /** The most. */
  public static final int PLATE_NETWORK_SIDE = 512;

  /** Characters of a title. */
  public static final int TITLE = 200;

  /** Characters of a licence. */
  public static final int LICENCE = 2000;

  /** Largest magnitude of a length or a local value. */
  public static final float VALUE = 1e6f;

  private Limits() {}
}
