// The kernels themselves, compiled as C++, and their names.
#include "../../main/cuda/visavis.cu"
#include "launch.h"

shim::Kernel shim::find(const char* name) {
  static const struct {
    const char* name;
    Kernel kernel;
  } all[] = {{"poseMesh", poseMesh},     {"triangleFrames", triangleFrames}, {"projectClouds", projectClouds},
             {"sortDepths", sortDepths}, {"listRows", listRows},             {"blendTiles", blendTiles},
             {"probeArithmetic", probeArithmetic}};
  for (const auto& one : all) {
    if (std::strcmp(one.name, name) == 0) {
      return one.kernel;
    }
  }
  return nullptr;
}

// For Java: null, or one sentence that says what went wrong.
extern "C" const char* visavis_launch(const char* name, unsigned blocks, unsigned threads, const Batch* batch) {
  shim::Kernel kernel = shim::find(name);
  return kernel == nullptr ? "no such kernel" : shim::launch(kernel, blocks, threads, *batch);
}
