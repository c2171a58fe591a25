// Corrective bases: what coefficients change of a Gaussian before and after its triangle's map. See
// io.visavis.avatar.corrective.CorrectiveTarget for the formulas.
#pragma once

#include "geometry.cuh"

// A Gaussian local to its triangle.
struct Local {
  float mean[3];
  float world[3];   // added to the world mean
  float factor[9];
  float peak;       // log2 of its opacity
  float colour[3];
};

__device__ inline int channelsOf(int target) {
  return target == ROTATION ? 4 : target == OPACITY_LOGIT || target == OPACITY_LINEAR ? 1 : 3;
}

// change = sum_k gamma_k b_k over all bases of a target.
__device__ inline void changeOf(const Head& head, const float* coefficients, int target, int i, int parent, float* change) {
  int channels = channelsOf(target);
  for (int c = 0; c < channels; c++) {
    change[c] = 0;
  }
  const Basis* bases = reinterpret_cast<const Basis*>(ints(head, head.bases));
  for (int n = 0; n < head.basisCount; n++) {
    Basis basis = bases[n];
    if (basis.target != target) {
      continue;
    }
    const float* row = floats(head, basis.values) + (basis.shared ? parent : i);
    for (int k = 0; k < basis.count; k++) {
      float gamma = coefficients[basis.first + k];
      for (int c = 0; c < channels; c++, row += basis.domain) {
        if (gamma != 0) {
          change[c] += gamma * *row;
        }
      }
    }
  }
}

// m = the rotation of a quaternion of any length; none where it has no length.
__device__ inline void rotation(float w, float x, float y, float z, float* m) {
  float n = w * w + x * x + y * y + z * z;
  float s = n > TINY ? 2 / n : 0;
  m[0] = 1 - s * (y * y + z * z);
  m[1] = s * (x * y - w * z);
  m[2] = s * (x * z + w * y);
  m[3] = s * (x * y + w * z);
  m[4] = 1 - s * (x * x + z * z);
  m[5] = s * (y * z - w * x);
  m[6] = s * (x * z - w * y);
  m[7] = s * (y * z + w * x);
  m[8] = 1 - s * (x * x + y * y);
}

// Turns and stretches the factor along its own axes, which are the directions of its columns.
__device__ inline void correctShape(const Head& head, const float* coefficients, int i, int parent, Local& local) {
  float axes[9];
  float scale[3];
  float change[4];
  for (int k = 0; k < 3; k++) {
    float x = local.factor[k];
    float y = local.factor[3 + k];
    float z = local.factor[6 + k];
    scale[k] = sqrtf(x * x + y * y + z * z);
    float unit = scale[k] > 0 ? 1 / scale[k] : 0;
    axes[k] = unit * x;
    axes[3 + k] = unit * y;
    axes[6 + k] = unit * z;
  }
  if (head.targets & 1 << SCALE_LOG) {
    changeOf(head, coefficients, SCALE_LOG, i, parent, change);
    for (int k = 0; k < 3; k++) {
      scale[k] *= expf(fminf(fmaxf(change[k], -MAX_LOG), MAX_LOG));
    }
  }
  if (head.targets & 1 << SCALE_LINEAR) {
    changeOf(head, coefficients, SCALE_LINEAR, i, parent, change);
    for (int k = 0; k < 3; k++) {
      scale[k] = fmaxf(0.0f, scale[k] + change[k]);
    }
  }
  float turn[9] = {1, 0, 0, 0, 1, 0, 0, 0, 1};
  if (head.targets & 1 << ROTATION) {
    changeOf(head, coefficients, ROTATION, i, parent, change);
    rotation(1 + change[0], change[1], change[2], change[3], turn);
  }
  for (int r = 0; r < 9; r += 3) {
    for (int k = 0; k < 3; k++) {
      local.factor[r + k] =
          scale[k] * (axes[r] * turn[k] + axes[r + 1] * turn[3 + k] + axes[r + 2] * turn[6 + k]);
    }
  }
}

// The new log2(opacity).
__device__ inline float correctOpacity(const Head& head, const float* coefficients, int i, int parent, float peak) {
  float change[4];
  float o = exp2f(peak);
  if (head.targets & 1 << OPACITY_LOGIT) {
    changeOf(head, coefficients, OPACITY_LOGIT, i, parent, change);
    // Neither an opacity of 0 nor one of 1 has a logit that could be moved.
    if (o > 0 && o < 1) {
      o = o / (o + (1 - o) * expf(fminf(-change[0], 80.0f)));
    }
  }
  if (head.targets & 1 << OPACITY_LINEAR) {
    changeOf(head, coefficients, OPACITY_LINEAR, i, parent, change);
    o += change[0];
  }
  return o > 0 ? log2f(fminf(o, 1.0f)) : -1e3f;
}

__device__ inline void correct(const Head& head, const float* coefficients, int i, int parent, Local& local) {
  float change[4];
  if (head.targets & 1 << POSITION_LOCAL) {
    changeOf(head, coefficients, POSITION_LOCAL, i, parent, change);
    for (int c = 0; c < 3; c++) {
      local.mean[c] += change[c];
    }
  }
  if (head.targets & 1 << POSITION_WORLD) {
    changeOf(head, coefficients, POSITION_WORLD, i, parent, local.world);
  }
  if (head.targets & (1 << ROTATION | 1 << SCALE_LOG | 1 << SCALE_LINEAR)) {
    correctShape(head, coefficients, i, parent, local);
  }
  if (head.targets & (1 << OPACITY_LOGIT | 1 << OPACITY_LINEAR)) {
    local.peak = correctOpacity(head, coefficients, i, parent, local.peak);
  }
  if (head.targets & 1 << COLOUR) {
    changeOf(head, coefficients, COLOUR, i, parent, change);
    for (int c = 0; c < 3; c++) {
      local.colour[c] += change[c];
    }
  }
}
