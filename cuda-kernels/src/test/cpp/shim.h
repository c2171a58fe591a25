// CUDA's names for kernels that run as C++ on a CPU in tests. What runs the threads of a block is
// either fibers.cpp (fast, sequential) or threads.cpp (for sanitizers); one block runs at a time.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>

#define __global__
#define __device__
#define __launch_bounds__(...)
#define __shared__ static

struct Index3 {
  unsigned x = 0, y = 0, z = 0;
};

struct alignas(16) float4 {
  float x, y, z, w;
};

inline float4 make_float4(float x, float y, float z, float w) { return {x, y, z, w}; }

namespace shim {
constexpr int MAX_THREADS = 1024;

void blockBarrier();
void warpBarrier();
// What threads of a block tell each other; two banks, so that a fast thread's next word does not
// meet a slow thread's last.
extern uint32_t words[2][MAX_THREADS];
int nextBank();
unsigned threads();
}  // namespace shim

extern thread_local Index3 threadIdx;
extern thread_local Index3 blockIdx;

inline void __syncthreads() { shim::blockBarrier(); }
inline void __threadfence_system() {}  // host and device are one
inline void __syncwarp(unsigned = 0xFFFFFFFFu) { shim::warpBarrier(); }

namespace shim {

// Every lane of a warp says a word, and then reads those of all.
template <class Read>
auto exchange(uint32_t word, Read read) {
  uint32_t* bank = words[nextBank()];
  bank[threadIdx.x] = word;
  warpBarrier();
  return read(bank + threadIdx.x / 32 * 32);
}

template <class T>
uint32_t bits(T value) {
  static_assert(sizeof(T) == 4);
  uint32_t out;
  std::memcpy(&out, &value, 4);
  return out;
}

template <class T>
T fromBits(uint32_t word) {
  T out;
  std::memcpy(&out, &word, 4);
  return out;
}

}  // namespace shim

template <class T>
T __shfl_xor_sync(unsigned, T value, int mask) {
  return shim::exchange(shim::bits(value),
                        [=](const uint32_t* w) { return shim::fromBits<T>(w[(threadIdx.x % 32) ^ mask]); });
}

template <class T>
T __shfl_up_sync(unsigned, T value, unsigned delta) {
  unsigned lane = threadIdx.x % 32;
  return shim::exchange(shim::bits(value), [=](const uint32_t* w) {
    return shim::fromBits<T>(w[lane >= delta ? lane - delta : lane]);
  });
}

inline unsigned __ballot_sync(unsigned, bool predicate) {
  return shim::exchange(predicate, [](const uint32_t* w) {
    unsigned out = 0;
    for (int lane = 0; lane < 32; lane++) {
      out |= w[lane] << lane;
    }
    return out;
  });
}

inline unsigned __match_any_sync(unsigned, int value) {
  return shim::exchange(shim::bits(value), [=](const uint32_t* w) {
    unsigned out = 0;
    for (int lane = 0; lane < 32; lane++) {
      out |= unsigned(w[lane] == shim::bits(value)) << lane;
    }
    return out;
  });
}

inline int __syncthreads_and(bool predicate) {
  uint32_t* bank = shim::words[shim::nextBank()];
  bank[threadIdx.x] = predicate;
  shim::blockBarrier();
  int all = 1;
  for (unsigned t = 0; t < shim::threads(); t++) {
    all &= bank[t];
  }
  shim::blockBarrier();
  return all;
}

template <class T>
T atomicAdd(T* at, T value) {
  return __atomic_fetch_add(at, value, __ATOMIC_RELAXED);
}

inline int __popc(unsigned x) { return __builtin_popcount(x); }
inline uint32_t __float_as_uint(float f) { return shim::bits(f); }
inline int __float_as_int(float f) { return shim::fromBits<int>(shim::bits(f)); }
