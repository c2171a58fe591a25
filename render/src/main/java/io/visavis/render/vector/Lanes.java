package io.visavis.render.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/** The vectors of this machine: 16 lanes with AVX-512, 8 with AVX2, 4 otherwise. */
final class Lanes {
  /** Lanes of a 4x4 block of pixels: more would be of no use. */
  static final int MAX = 16;

  static final VectorSpecies<Float> FLOAT =
      FloatVector.SPECIES_PREFERRED.length() > MAX
          ? FloatVector.SPECIES_512
          : FloatVector.SPECIES_PREFERRED;

  static final VectorSpecies<Integer> INT = FLOAT.withLanes(int.class);

  static final int COUNT = FLOAT.length();

  /** 0, 1, 2 and so on. */
  static final IntVector IOTA = IntVector.zero(INT).addIndex(1);

  private Lanes() {}
}
