// Vertices and triangle frames of every portrayal, once a portrayal and not once a Gaussian.
#include "geometry.cuh"

// v = rest + sum_k w_k delta_k + sum_p (R - I)_p c_p, then linear blend skinning (FLAME). One thread
// a vertex gathers its own displacements: no atomics, the same sum on every run.
extern "C" __global__ void __launch_bounds__(MESH_BLOCK) poseMesh(const Batch batch) {
  begin(batch, POSE_MESH);
  Work work = batch.meshWork[blockIdx.x];
  const Portrayal& portrayal = batch.portrayals[work.owner];
  const Head& head = *portrayal.head;
  const float* state = batch.state + portrayal.state;
  int v = work.first + threadIdx.x;
  int n = head.vertices;
  if (v >= n) {
    return;
  }
  const float* rest = floats(head, head.rest);
  float x = rest[v];
  float y = rest[n + v];
  float z = rest[2 * n + v];
  const int* start = ints(head, head.morphStart);
  const float4* entries = reinterpret_cast<const float4*>(floats(head, head.morphEntries));
  for (int e = start[v]; e < start[v + 1]; e++) {
    float4 entry = entries[e];
    float w = state[__float_as_int(entry.x)];
    x += w * entry.y;
    y += w * entry.z;
    z += w * entry.w;
  }
  if (head.poseCorrectives != 0) {
    const float* c = floats(head, head.poseCorrectives) + v;
    for (int p = 0; p < FEATURES; p++, c += 3 * n) {
      float feature = state[STATE_FEATURES + p];
      if (feature != 0) {
        x += feature * c[0];
        y += feature * c[n];
        z += feature * c[2 * n];
      }
    }
  }
  const float* weights = floats(head, head.weights);
  float sx = 0;
  float sy = 0;
  float sz = 0;
  for (int j = 0; j < JOINTS; j++) {
    float w = weights[j * n + v];
    const float* t = state + STATE_TRANSFORMS + 12 * j;
    sx += w * (t[0] * x + t[1] * y + t[2] * z + t[3]);
    sy += w * (t[4] * x + t[5] * y + t[6] * z + t[7]);
    sz += w * (t[8] * x + t[9] * y + t[10] * z + t[11]);
  }
  batch.posed[portrayal.vertexBase + v] = make_float4(sx, sy, sz, 0);
}

__device__ inline Vec3 corner(const float4* posed, int v) {
  float4 p = posed[v];
  return {p.x, p.y, p.z};
}

// The map of every triangle: A row-major, origin, scale of the covariance; for barycentric origins
// the first corner, |v1 - v0|, and v2 - v0 along the first and third axis. See
// io.visavis.avatar.rig.Binding for the formulas.
extern "C" __global__ void __launch_bounds__(MESH_BLOCK) triangleFrames(const Batch batch) {
  begin(batch, TRIANGLE_FRAMES);
  Work work = batch.frameWork[blockIdx.x];
  const Portrayal& portrayal = batch.portrayals[work.owner];
  const Head& head = *portrayal.head;
  int f = work.first + threadIdx.x;
  int n = head.triangles;
  if (f >= n) {
    return;
  }
  const int* corners = ints(head, head.corners);
  const float4* posed = batch.posed + portrayal.vertexBase;
  Vec3 v0 = corner(posed, corners[f]);
  Vec3 v1 = corner(posed, corners[n + f]);
  Vec3 v2 = corner(posed, corners[2 * n + f]);
  Vec3 e = v1 - v0;
  Vec3 g = v2 - v0;
  Vec3 normal = unit(cross(e, g));
  Vec3 first = e;
  Vec3 second = g;
  Vec3 third = normal;
  Vec3 origin = {(v0.x + v1.x + v2.x) / 3, (v0.y + v1.y + v2.y) / 3, (v0.z + v1.z + v2.z) / 3};
  float scale = 1;
  float base = length(e);
  float along = 0;
  float height = 0;
  if (head.binding != AFFINE) {
    first = unit(e);
    third = cross(first, normal);
    second = normal;
    along = dot(first, g);
    height = dot(third, g);
    if (head.binding == FRAME) {
      float k = 0.5f * (base + fabsf(height));
      first = k * first;
      second = k * second;
      third = k * third;
    } else {
      scale = (base + length(g) + length(g - e)) / 3;
      origin = v0;
    }
  }
  float4* out = reinterpret_cast<float4*>(batch.frames + 16 * int64_t(portrayal.triangleBase + f));
  out[0] = make_float4(first.x, second.x, third.x, first.y);
  out[1] = make_float4(second.y, third.y, first.z, second.z);
  out[2] = make_float4(third.z, origin.x, origin.y, origin.z);
  out[3] = make_float4(scale, base, along, height);
}
