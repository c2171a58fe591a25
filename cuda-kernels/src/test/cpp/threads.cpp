// A CPU thread a CUDA thread, for sanitizers that look for races and for reads out of bounds.
#include <barrier>
#include <memory>
#include <thread>
#include <vector>

#include "launch.h"

thread_local Index3 threadIdx;
thread_local Index3 blockIdx;
uint32_t shim::words[2][shim::MAX_THREADS];

namespace {
unsigned count;
std::unique_ptr<std::barrier<>> block;
std::vector<std::unique_ptr<std::barrier<>>> warps;
thread_local int bank;
}  // namespace

void shim::blockBarrier() { block->arrive_and_wait(); }
void shim::warpBarrier() { warps[threadIdx.x / 32]->arrive_and_wait(); }
int shim::nextBank() { return bank ^= 1; }
unsigned shim::threads() { return count; }

const char* shim::launch(Kernel kernel, unsigned blocks, unsigned threads, const Batch& batch) {
  count = threads;
  block = std::make_unique<std::barrier<>>(threads);
  warps.clear();
  for (unsigned w = 0; w < threads / 32; w++) {
    warps.push_back(std::make_unique<std::barrier<>>(32));
  }
  std::vector<std::thread> all;
  for (unsigned t = 0; t < threads; t++) {
    all.emplace_back([=, &batch] {
      threadIdx.x = t;
      for (unsigned b = 0; b < blocks; b++) {
        blockIdx.x = b;
        kernel(batch);
        blockBarrier();
      }
    });
  }
  for (std::thread& thread : all) {
    thread.join();
  }
  return nullptr;
}
