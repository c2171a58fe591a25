// Small vectors and the ellipse of a splat.
#pragma once

#include "batch.cuh"

struct Vec3 {
  float x, y, z;
};

__device__ inline Vec3 operator-(Vec3 a, Vec3 b) { return {a.x - b.x, a.y - b.y, a.z - b.z}; }
__device__ inline Vec3 operator*(float k, Vec3 a) { return {k * a.x, k * a.y, k * a.z}; }
__device__ inline float dot(Vec3 a, Vec3 b) { return a.x * b.x + a.y * b.y + a.z * b.z; }
__device__ inline Vec3 cross(Vec3 a, Vec3 b) {
  return {a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x};
}
__device__ inline float length(Vec3 a) { return sqrtf(dot(a, a)); }
__device__ inline Vec3 unit(Vec3 a) { return (1 / sqrtf(fmaxf(dot(a, a), TINY))) * a; }

// The words of a head.
__device__ inline const float* floats(const Head& head, int offset) {
  return reinterpret_cast<const float*>(&head) + offset;
}
__device__ inline const int* ints(const Head& head, int offset) {
  return reinterpret_cast<const int*>(&head) + offset;
}

// Where the ellipse of alpha = 1/255 crosses a band of pixel centres y0..y1: left and right end in
// pixels. False where it does not.
__device__ inline bool across(const Splat& s, float y0, float y1, float* left, float* right) {
  float low = y0 - s.y;
  float high = y1 - s.y;
  float half = sqrtf(s.reach) / s.d;
  if (low > half || high < -half) {
    return false;
  }
  float dy = fminf(fmaxf(s.rightDy, low), high);
  *right = s.x + (s.b * dy + sqrtf(fmaxf(0.0f, s.reach - s.d * dy * (s.d * dy)))) / s.a;
  dy = fminf(fmaxf(-s.rightDy, low), high);
  *left = s.x + (s.b * dy - sqrtf(fmaxf(0.0f, s.reach - s.d * dy * (s.d * dy)))) / s.a;
  return true;
}
