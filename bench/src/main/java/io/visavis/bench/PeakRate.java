package io.visavis.bench;

import java.util.function.LongSupplier;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The most vector multiply-adds that this core does a second, measured: eight independent chains,
 * so that neither latency nor memory holds it up.
 */
public final class PeakRate {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int CHAINS = 8;
  private static final int STEPS = 20_000;

  private PeakRate() {}

  /** Vector multiply-adds a second, the best of many short runs. */
  public static double measure() {
    float[] values = new float[CHAINS * SPECIES.length()];
    double best = 0;
    for (int run = 0; run < 2000; run++) {
      long start = System.nanoTime();
      chains(values);
      best = Math.max(best, 2.0 * CHAINS * STEPS / (System.nanoTime() - start));
    }
    if (!Float.isFinite(values[0])) {
      throw new IllegalStateException("The chains converge.");
    }
    return 1e9 * best;
  }

  /** The same arithmetic for {@link Together}: work is multiply-adds. */
  public static LongSupplier work() {
    float[] values = new float[CHAINS * SPECIES.length()];
    return () -> {
      chains(values);
      return 2L * CHAINS * STEPS;
    };
  }

  private static void chains(float[] v) {
    int n = SPECIES.length();
    FloatVector k = FloatVector.broadcast(SPECIES, 0.5f);
    FloatVector a0 = FloatVector.fromArray(SPECIES, v, 0);
    FloatVector a1 = FloatVector.fromArray(SPECIES, v, n);
    FloatVector a2 = FloatVector.fromArray(SPECIES, v, 2 * n);
    FloatVector a3 = FloatVector.fromArray(SPECIES, v, 3 * n);
    FloatVector a4 = FloatVector.fromArray(SPECIES, v, 4 * n);
    FloatVector a5 = FloatVector.fromArray(SPECIES, v, 5 * n);
    FloatVector a6 = FloatVector.fromArray(SPECIES, v, 6 * n);
    FloatVector a7 = FloatVector.fromArray(SPECIES, v, 7 * n);
    for (int i = 0; i < STEPS; i++) {
      a0 = a0.fma(k, k);
      a1 = a1.fma(k, k);
      a2 = a2.fma(k, k);
      a3 = a3.fma(k, k);
      a4 = a4.fma(k, k);
      a5 = a5.fma(k, k);
      a6 = a6.fma(k, k);
      a7 = a7.fma(k, k);
      a0 = a0.fma(k, k);
      a1 = a1.fma(k, k);
      a2 = a2.fma(k, k);
      a3 = a3.fma(k, k);
      a4 = a4.fma(k, k);
      a5 = a5.fma(k, k);
      a6 = a6.fma(k, k);
      a7 = a7.fma(k, k);
    }
    a0.add(a1).add(a2).add(a3).add(a4).add(a5).add(a6).add(a7).intoArray(v, 0);
  }
}
