// No part of a tick: what the card's arithmetic reaches, for the ratios of the GPU suite.
#include "batch.cuh"

extern "C" __global__ void __launch_bounds__(PROBE_BLOCK) probeArithmetic(const Batch batch) {
  // Chains enough to hide the latency of each.
  float chains[PROBE_CHAINS];
  for (int c = 0; c < PROBE_CHAINS; c++) {
    chains[c] = threadIdx.x + c;
  }
  for (int step = 0; step < PROBE_STEPS; step++) {
    for (int c = 0; c < PROBE_CHAINS; c++) {
      chains[c] = fmaf(chains[c], 0.999f, 0.001f);
    }
  }
  float sum = 0;
  for (int c = 0; c < PROBE_CHAINS; c++) {
    sum += chains[c];
  }
  // Never so, but the compiler cannot know.
  if (sum == -1) {
    batch.out[0] = 1;
  }
}
