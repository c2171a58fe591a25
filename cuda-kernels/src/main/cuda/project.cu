// Every Gaussian of every portrayal to the screens of its views: correctives, the triangle's map,
// Sigma' = J W Sigma W^T J^T + blur (Zwicker et al. 2001) in Cholesky form, colour, rows of tiles.
#include "correct.cuh"
#include "harmonics.cuh"

namespace {

constexpr float LOG2_MIN_ALPHA = -7.9943534368588578f;
// exp(-x) = exp2(-x log2 e): lengths are scaled once here instead of at every pixel.
constexpr float SQRT_LOG2_E = 1.2011224087864498f;
constexpr float SQRT_HALF = 0.70710678118654752f;

// A Gaussian in the world.
struct Placed {
  Vec3 mean;
  float factor[9];
};

__device__ Local localOf(const Head& head, int i) {
  int n = head.gaussians;
  Local local;
  const float* mean = floats(head, head.mean) + i;
  const float* factor = floats(head, head.factor) + i;
  const float* colour = floats(head, head.colour) + i;
  for (int c = 0; c < 3; c++) {
    local.mean[c] = mean[c * n];
    local.world[c] = 0;
    local.colour[c] = colour[c * n];
  }
  for (int c = 0; c < 9; c++) {
    local.factor[c] = factor[c * n];
  }
  local.peak = floats(head, head.logOpacity)[i];
  return local;
}

__device__ Placed place(const Head& head, const float* frame, int i, const Local& local) {
  float mx = local.mean[0];
  float my = local.mean[1];
  float mz = local.mean[2];
  if (head.origin != 0) {
    // eta1 (v1 - v0) + eta2 (v2 - v0) in the triangle's own axes; the frame's origin is v0.
    const float* origin = floats(head, head.origin) + i;
    float eta1 = origin[0];
    float eta2 = origin[head.gaussians];
    mx += eta1 * frame[13] + eta2 * frame[14];
    mz += eta2 * frame[15];
  }
  Placed placed;
  placed.mean = {frame[0] * mx + frame[1] * my + frame[2] * mz + frame[9] + local.world[0],
                 frame[3] * mx + frame[4] * my + frame[5] * mz + frame[10] + local.world[1],
                 frame[6] * mx + frame[7] * my + frame[8] * mz + frame[11] + local.world[2]};
  for (int r = 0; r < 9; r += 3) {
    for (int c = 0; c < 3; c++) {
      placed.factor[r + c] =
          frame[12] * (frame[r] * local.factor[c] + frame[r + 1] * local.factor[3 + c] +
                       frame[r + 2] * local.factor[6 + c]);
    }
  }
  return placed;
}

// The splat of a Gaussian in a view. False where nothing of it can be seen; every comparison is
// false for NaN.
__device__ bool project(const View& view, const Placed& placed, float peak, Splat* s, float* depth) {
  const float* w = view.worldToCamera;
  Vec3 m = placed.mean;
  float z = w[8] * m.x + w[9] * m.y + w[10] * m.z + w[11];
  *depth = z;
  if (!(z > NEAR)) {
    return false;
  }
  float perDepth = 1 / z;
  float tx = (w[0] * m.x + w[1] * m.y + w[2] * m.z + w[3]) * perDepth;
  float ty = (w[4] * m.x + w[5] * m.y + w[6] * m.z + w[7]) * perDepth;
  s->x = view.fx * tx + view.cx;
  s->y = view.fy * ty + view.cy;
  tx = fminf(fmaxf(tx, view.lowX), view.highX);
  ty = fminf(fmaxf(ty, view.lowY), view.highY);
  float fx = view.fx * perDepth;
  float fy = view.fy * perDepth;
  Vec3 p = {fx * (w[0] - tx * w[8]), fx * (w[1] - tx * w[9]), fx * (w[2] - tx * w[10])};
  Vec3 q = {fy * (w[4] - ty * w[8]), fy * (w[5] - ty * w[9]), fy * (w[6] - ty * w[10])};
  const float* f = placed.factor;
  Vec3 u = {p.x * f[0] + p.y * f[3] + p.z * f[6], p.x * f[1] + p.y * f[4] + p.z * f[7],
            p.x * f[2] + p.y * f[5] + p.z * f[8]};
  Vec3 v = {q.x * f[0] + q.y * f[3] + q.z * f[6], q.x * f[1] + q.y * f[4] + q.z * f[7],
            q.x * f[2] + q.y * f[5] + q.z * f[8]};
  float uu = dot(u, u);
  float vv = dot(v, v);
  float uv = dot(u, v);
  Vec3 n = cross(u, v);
  // det(blur I + Q Q^T) as a sum of squares: needles lose no digits to cancellation.
  float det = BLUR * (BLUR + uu + vv) + dot(n, n);
  float xx = uu + BLUR;
  float yy = vv + BLUR;
  s->a = SQRT_HALF * SQRT_LOG2_E * sqrtf(yy / det);
  s->b = s->a * (uv / yy);
  s->d = SQRT_HALF * SQRT_LOG2_E / sqrtf(yy);
  s->peak = peak;
  s->reach = peak - LOG2_MIN_ALPHA;
  float extentX = sqrtf(s->reach * xx) / (SQRT_HALF * SQRT_LOG2_E);
  float extentY = sqrtf(s->reach) / s->d;
  s->rightDy = uv / xx * extentX;
  return s->reach >= 0 && s->a > 0 && s->x + extentX > 0 && s->x - extentX < view.width &&
         s->y + extentY > 0 && s->y - extentY < view.height;
}

// The rows of tiles whose pixel centres the splat can reach.
__device__ uint32_t spanOf(const View& view, const Splat& s) {
  float extentY = sqrtf(s.reach) / s.d;
  int last = (view.height - 1) / TILE;
  // Clamped before the conversion: a float beyond an int's range has no defined value.
  int y0 = static_cast<int>(fminf(fmaxf(s.y - extentY, 0.0f), float(view.height - 1))) / TILE;
  int y1 = static_cast<int>(fminf(fmaxf(s.y + extentY, 0.0f), float(view.height - 1))) / TILE;
  return static_cast<uint32_t>(y0) | static_cast<uint32_t>(y1 < last ? y1 : last) << 16;
}

}  // namespace

extern "C" __global__ void __launch_bounds__(CLOUD_BLOCK, 5) projectClouds(const Batch batch) {
  // How many of the block's Gaussians touch each row of tiles: one addition a block to the counts of all.
  __shared__ int entering[MAX_ROWS];
  begin(batch, PROJECT_CLOUDS);
  Work work = batch.cloudWork[blockIdx.x];
  const Portrayal& portrayal = batch.portrayals[work.owner];
  const Head& head = *portrayal.head;
  const float* state = batch.state + portrayal.state;
  int i = work.first + threadIdx.x;
  bool present = i < head.gaussians;
  Placed placed;
  Local local;
  if (present) {
    local = localOf(head, i);
    int parent = ints(head, head.parent)[i];
    if (head.targets != 0) {
      correct(head, state + STATE_COEFFICIENTS, i, parent, local);
    }
    const float4* packed =
        reinterpret_cast<const float4*>(batch.frames + 16 * int64_t(portrayal.triangleBase + parent));
    float frame[16];
    for (int k = 0; k < 4; k++) {
      float4 four = packed[k];
      frame[4 * k] = four.x;
      frame[4 * k + 1] = four.y;
      frame[4 * k + 2] = four.z;
      frame[4 * k + 3] = four.w;
    }
    placed = place(head, frame, i, local);
  }
  for (int eye = 0; eye < portrayal.viewCount; eye++) {
    const View& view = batch.views[portrayal.firstView + eye];
    int rows = (view.height + TILE - 1) / TILE;
    for (int r = threadIdx.x; r < rows; r += CLOUD_BLOCK) {
      entering[r] = 0;
    }
    __syncthreads();
    if (present) {
      Splat splat;
      float depth;
      uint32_t key = UNSEEN;
      uint32_t span = 1;  // from row 1 to row 0: none
      if (project(view, placed, local.peak, &splat, &depth)) {
        float rgb[3];
        Vec3 from = {view.camera[0], view.camera[1], view.camera[2]};
        colourOf(head, state + STATE_TRANSFORMS, i, placed.mean - from, local.colour, rgb);
        splat.r = rgb[0];
        splat.g = rgb[1];
        splat.b_ = rgb[2];
        splat.unused = 0;
        batch.splats[view.splatBase + i] = splat;
        key = __float_as_uint(depth);
        span = spanOf(view, splat);
        for (uint32_t r = span & 0xFFFF; r <= span >> 16; r++) {
          atomicAdd(&entering[r], 1);
        }
      }
      batch.keys[view.splatBase + i] = key;
      batch.spans[view.splatBase + i] = span;
    }
    __syncthreads();
    for (int r = threadIdx.x; r < rows; r += CLOUD_BLOCK) {
      if (entering[r] != 0) {
        atomicAdd(&batch.rowCount[view.rowBase + r], entering[r]);
      }
    }
    __syncthreads();
  }
}
