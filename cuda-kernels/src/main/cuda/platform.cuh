// CUDA's own names, or the shim that runs kernels as C++ on a CPU in tests.
#pragma once

#ifdef VISAVIS_SHIM
#include "shim.h"
#else
#include <cstdint>
#endif
