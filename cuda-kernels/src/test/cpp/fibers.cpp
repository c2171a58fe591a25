// A fiber a CUDA thread, one after the other on one CPU thread. Every other block runs its warps and
// lanes backwards: what only works in one order fails.
#include <csetjmp>
#include <cstdlib>
#include <ucontext.h>
#include <vector>

#include "launch.h"

thread_local Index3 threadIdx;
thread_local Index3 blockIdx;
uint32_t shim::words[2][shim::MAX_THREADS];

namespace {

constexpr size_t STACK = 64 << 10;

enum State { READY, AT_BLOCK, AT_WARP, DONE };

struct Fiber {
  ucontext_t start;
  jmp_buf here;
  bool begun = false;
  State state = DONE;
  int bank = 0;
  std::vector<char> stack = std::vector<char>(STACK);
};

std::vector<Fiber> fibers;
unsigned count;
unsigned current;
jmp_buf scheduler;
shim::Kernel kernel;
const Batch* argument;

void body() {
  kernel(*argument);
  fibers[current].state = DONE;
  _longjmp(scheduler, 1);
}

void pause(State state) {
  Fiber& fiber = fibers[current];
  fiber.state = state;
  if (_setjmp(fiber.here) == 0) {
    _longjmp(scheduler, 1);
  }
}

void resume(unsigned t) {
  Fiber& fiber = fibers[t];
  current = t;
  threadIdx.x = t;
  if (_setjmp(scheduler) != 0) {
    return;
  }
  if (fiber.begun) {
    _longjmp(fiber.here, 1);
  }
  fiber.begun = true;
  setcontext(&fiber.start);
}

void begin(unsigned t) {
  Fiber& fiber = fibers[t];
  getcontext(&fiber.start);
  fiber.start.uc_stack.ss_sp = fiber.stack.data();
  fiber.start.uc_stack.ss_size = STACK;
  makecontext(&fiber.start, body, 0);
  fiber.begun = false;
  fiber.state = READY;
  fiber.bank = 0;
}

// Runs the lanes of a warp until none of them can go on.
const char* runWarp(unsigned first, bool backwards) {
  for (;;) {
    unsigned at[4] = {};
    for (unsigned k = 0; k < 32; k++) {
      unsigned t = first + (backwards ? 31 - k : k);
      if (fibers[t].state == READY) {
        resume(t);
      }
    }
    for (unsigned t = first; t < first + 32; t++) {
      at[fibers[t].state]++;
    }
    if (at[AT_WARP] == 0) {
      return nullptr;
    }
    if (at[AT_WARP] != 32) {
      return "some lanes of a warp wait for others that never come";
    }
    for (unsigned t = first; t < first + 32; t++) {
      fibers[t].state = READY;
    }
  }
}

const char* runBlock() {
  bool backwards = blockIdx.x % 2 == 1;
  for (unsigned t = 0; t < count; t++) {
    begin(t);
  }
  for (;;) {
    unsigned warps = count / 32;
    for (unsigned w = 0; w < warps; w++) {
      const char* fault = runWarp(32 * (backwards ? warps - 1 - w : w), backwards);
      if (fault != nullptr) {
        return fault;
      }
    }
    unsigned waiting = 0;
    for (unsigned t = 0; t < count; t++) {
      waiting += fibers[t].state == AT_BLOCK;
    }
    if (waiting == 0) {
      return nullptr;
    }
    if (waiting != count) {
      return "some threads of a block wait for others that never come";
    }
    for (unsigned t = 0; t < count; t++) {
      fibers[t].state = READY;
    }
  }
}

}  // namespace

void shim::blockBarrier() { pause(AT_BLOCK); }
void shim::warpBarrier() { pause(AT_WARP); }
int shim::nextBank() { return fibers[current].bank ^= 1; }
unsigned shim::threads() { return count; }

const char* shim::launch(Kernel k, unsigned blocks, unsigned threads, const Batch& batch) {
  if (threads > MAX_THREADS || threads % 32 != 0) {
    return "a block has whole warps, and at most 1,024 threads";
  }
  kernel = k;
  argument = &batch;
  count = threads;
  if (fibers.size() < threads) {
    fibers.resize(threads);
  }
  for (blockIdx.x = 0; blockIdx.x < blocks; blockIdx.x++) {
    const char* fault = runBlock();
    if (fault != nullptr) {
      return fault;
    }
  }
  return nullptr;
}
