// All kernels of a tick, in the order of their launches, and a probe: one module, one PTX.
#include "pose.cu"
#include "project.cu"
#include "sort.cu"
#include "rows.cu"
#include "blend.cu"
#include "probe.cu"
