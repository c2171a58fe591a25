// Colour that depends on the view: real spherical harmonics in the order and with the signs of the
// 3D Gaussian splatting reference.
#pragma once

#include "geometry.cuh"

// The harmonics of degree 1 to `degree` of a unit vector.
__device__ inline int harmonics(int degree, Vec3 d, float* y) {
  float xx = d.x * d.x;
  float yy = d.y * d.y;
  float zz = d.z * d.z;
  y[0] = -0.48860251190291992f * d.y;
  y[1] = 0.48860251190291992f * d.z;
  y[2] = -0.48860251190291992f * d.x;
  if (degree == 1) {
    return 3;
  }
  y[3] = 1.0925484305920792f * d.x * d.y;
  y[4] = -1.0925484305920792f * d.y * d.z;
  y[5] = 0.31539156525252005f * (2 * zz - xx - yy);
  y[6] = -1.0925484305920792f * d.x * d.z;
  y[7] = 0.54627421529603959f * (xx - yy);
  if (degree == 2) {
    return 8;
  }
  y[8] = -0.59004358992664352f * d.y * (3 * xx - yy);
  y[9] = 2.8906114426405538f * d.x * d.y * d.z;
  y[10] = -0.45704579946446572f * d.y * (4 * zz - xx - yy);
  y[11] = 0.37317633259011546f * d.z * (2 * zz - 3 * xx - 3 * yy);
  y[12] = -0.45704579946446572f * d.x * (4 * zz - xx - yy);
  y[13] = 1.4453057213202769f * d.z * (xx - yy);
  y[14] = -0.59004358992664352f * d.x * (xx - 3 * yy);
  return 15;
}

// The colour of a Gaussian seen along d (not of unit length, from the camera): 0..1 without
// harmonics, at least 0 with them.
__device__ inline void colourOf(const Head& head, const float* transforms, int i, Vec3 d, const float* own, float* rgb) {
  if (head.degree == 0) {
    for (int c = 0; c < 3; c++) {
      rgb[c] = fminf(fmaxf(own[c], 0.0f), 1.0f);
    }
    return;
  }
  d = unit(d);
  if (head.turnsWithHead) {
    const float* t = transforms + 12;  // the neck's
    d = {t[0] * d.x + t[4] * d.y + t[8] * d.z, t[1] * d.x + t[5] * d.y + t[9] * d.z,
         t[2] * d.x + t[6] * d.y + t[10] * d.z};
  }
  float y[15];
  int count = harmonics(head.degree, d, y);
  const float* k = floats(head, head.harmonics) + i;
  for (int c = 0; c < 3; c++) {
    float sum = own[c];
    for (int j = 0; j < count; j++, k += head.gaussians) {
      sum += y[j] * *k;
    }
    rgb[c] = fmaxf(0.0f, sum);
  }
}
