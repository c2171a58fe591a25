// Runs one kernel over all its blocks.
#pragma once

#include "../../main/cuda/batch.cuh"

namespace shim {
using Kernel = void (*)(Batch);

// Null, or what went wrong: a barrier that not all threads reach.
const char* launch(Kernel kernel, unsigned blocks, unsigned threads, const Batch& batch);

// The kernel of that name, or null.
Kernel find(const char* name);
}  // namespace shim
