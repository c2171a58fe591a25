// Sums and orders within a block.
#pragma once

#include "platform.cuh"

constexpr unsigned ALL_LANES = 0xFFFFFFFFu;

__device__ inline int laneOf(int thread) { return thread & 31; }

// Lanes below this one.
__device__ inline unsigned lanesBelow(int lane) { return (1u << lane) - 1; }

// The sum of the values of this lane and those below it.
__device__ inline int inclusiveSum(int value, int lane) {
  for (int step = 1; step < 32; step <<= 1) {
    int other = __shfl_up_sync(ALL_LANES, value, step);
    value += lane >= step ? other : 0;
  }
  return value;
}

__device__ inline uint32_t warpMin(uint32_t value) {
  for (int step = 16; step > 0; step >>= 1) {
    uint32_t other = __shfl_xor_sync(ALL_LANES, value, step);
    value = other < value ? other : value;
  }
  return value;
}

__device__ inline uint32_t warpMax(uint32_t value) {
  for (int step = 16; step > 0; step >>= 1) {
    uint32_t other = __shfl_xor_sync(ALL_LANES, value, step);
    value = other > value ? other : value;
  }
  return value;
}
