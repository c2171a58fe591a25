// One block a tile lays its Gaussians on 16x16 pixels, nearest first, puts the background behind and
// writes the picture in its own format.
#include "geometry.cuh"
#include "warp.cuh"

namespace {

constexpr int TILE_WARPS = TILE_BLOCK / 32;
// A warp has 8x4 pixels: two warps side by side, four below each other.
constexpr int WARP_WIDTH = 8;
constexpr int WARP_HEIGHT = 4;

struct BlendShared {
  float4 shape[TILE_BLOCK];    // x, y, a, b
  float4 light[TILE_BLOCK];    // d, peak, r, g
  float blue[TILE_BLOCK];
  uint32_t warps[TILE_BLOCK];  // which warps' pixels it can reach
  int counts[TILE_WARPS];
};

struct Pixel {
  float transmittance = 1;
  float r = 0;
  float g = 0;
  float b = 0;
  bool finished = false;
};

// Which warps of the tile a splat can reach.
__device__ uint32_t warpsOf(const Splat& s, float x0, float y0) {
  uint32_t warps = 0;
  for (int strip = 0; strip < TILE / WARP_HEIGHT; strip++) {
    float left = 0;
    float right = 0;
    float y = y0 + strip * WARP_HEIGHT + 0.5f;
    if (across(s, y, y + (WARP_HEIGHT - 1), &left, &right)) {
      for (int column = 0; column < TILE / WARP_WIDTH; column++) {
        float x = x0 + column * WARP_WIDTH + 0.5f;
        if (left <= x + (WARP_WIDTH - 1) && right >= x) {
          warps |= 1u << (2 * strip + column);
        }
      }
    }
  }
  return warps;
}

__device__ void lay(const BlendShared& shared, int count, int warp, float px, float py, float finished, Pixel& pixel) {
  for (int k = 0; k < count; k++) {
    if (!(shared.warps[k] >> warp & 1)) {
      continue;
    }
    float4 shape = shared.shape[k];
    float4 light = shared.light[k];
    float dx = px - shape.x;
    float dy = py - shape.y;
    float u = shape.z * dx - shape.w * dy;
    float v = light.x * dy;
    float alpha = exp2f(light.y - u * u - v * v);
    if (alpha < MIN_ALPHA || pixel.finished) {
      continue;
    }
    alpha = fminf(alpha, MAX_ALPHA);
    float next = pixel.transmittance - alpha * pixel.transmittance;
    if (next < MIN_TRANSMITTANCE) {
      pixel.finished = true;
      continue;
    }
    float weight = alpha * pixel.transmittance;
    pixel.r += weight * light.z;
    pixel.g += weight * light.w;
    pixel.b += weight * shared.blue[k];
    pixel.transmittance = next;
    pixel.finished = next < finished;
  }
}

__device__ uint8_t toByte(float value) {
  return static_cast<uint8_t>(fminf(fmaxf(value, 0.0f), 255.0f) + 0.5f);
}

// BT.601, limited range; chroma is the mean of 2x2 pixels, which are lanes of one warp.
__device__ void writeI420(const Batch& batch, const View& view, int x, int y, bool inside, const Pixel& p) {
  float luma = 16 + 65.481f * p.r + 128.553f * p.g + 24.966f * p.b;
  float u = -37.797f * p.r - 74.203f * p.g + 112.0f * p.b;
  float v = 112.0f * p.r - 93.786f * p.g - 18.214f * p.b;
  u += __shfl_xor_sync(ALL_LANES, u, 1);
  v += __shfl_xor_sync(ALL_LANES, v, 1);
  u += __shfl_xor_sync(ALL_LANES, u, WARP_WIDTH);
  v += __shfl_xor_sync(ALL_LANES, v, WARP_WIDTH);
  if (!inside) {
    return;
  }
  uint8_t* out = batch.out + view.out;
  int64_t pixels = int64_t(view.width) * view.height;
  out[int64_t(y) * view.width + x] = toByte(luma);
  if (x % 2 == 0 && y % 2 == 0) {
    int64_t at = int64_t(y / 2) * (view.width / 2) + x / 2;
    out[pixels + at] = toByte(128 + 0.25f * u);
    out[pixels + pixels / 4 + at] = toByte(128 + 0.25f * v);
  }
}

// True alpha: not premultiplied where the background is transparent.
__device__ void writeRgba(const Batch& batch, const View& view, int x, int y, const Pixel& p) {
  float alpha = view.transparent ? 1 - p.transmittance : 1;
  float scale = alpha > 0 ? 255 / alpha : 0;
  uint8_t* out = batch.out + view.out + 4 * (int64_t(y) * view.width + x);
  out[0] = toByte(scale * p.r);
  out[1] = toByte(scale * p.g);
  out[2] = toByte(scale * p.b);
  out[3] = toByte(255 * alpha);
}

__device__ void writeFloat(const Batch& batch, const View& view, int x, int y, const Pixel& p) {
  int64_t pixels = int64_t(view.width) * view.height;
  float* out = reinterpret_cast<float*>(batch.out + view.out) + int64_t(y) * view.width + x;
  out[0] = p.r;
  out[pixels] = p.g;
  out[2 * pixels] = p.b;
  out[3 * pixels] = 1 - p.transmittance;
}

__device__ void write(const Batch& batch, const View& view, int x, int y, Pixel pixel) {
  bool inside = x < view.width && y < view.height;
  if (!view.transparent) {
    pixel.r += pixel.transmittance * view.background[0];
    pixel.g += pixel.transmittance * view.background[1];
    pixel.b += pixel.transmittance * view.background[2];
  }
  if (view.format == I420) {
    writeI420(batch, view, x, y, inside, pixel);
  } else if (inside && view.format == RGBA) {
    writeRgba(batch, view, x, y, pixel);
  } else if (inside) {
    writeFloat(batch, view, x, y, pixel);
  }
}

}  // namespace

extern "C" __global__ void __launch_bounds__(TILE_BLOCK) blendTiles(const Batch batch) {
  __shared__ BlendShared shared;
  begin(batch, BLEND_TILES);
  Work work = batch.tileWork[blockIdx.x];
  const View& view = batch.views[work.owner];
  int tilesAcross = (view.width + TILE - 1) / TILE;
  int row = work.first / tilesAcross;
  int column = work.first % tilesAcross;
  int start = batch.rowStart[view.rowBase + row];
  // A row whose list did not fit goes through all that is seen.
  int size = start >= 0 ? batch.rowSize[view.rowBase + row] : batch.visible[work.owner];
  int warp = threadIdx.x / 32;
  int lane = laneOf(threadIdx.x);
  int x = column * TILE + warp % 2 * WARP_WIDTH + lane % WARP_WIDTH;
  int y = row * TILE + warp / 2 * WARP_HEIGHT + lane / WARP_WIDTH;
  const Splat* splats = batch.splats + view.splatBase;
  Pixel pixel;
  pixel.finished = x >= view.width || y >= view.height;
  for (int first = 0; first < size; first += TILE_BLOCK) {
    int at = first + threadIdx.x;
    uint32_t warps = 0;
    Splat splat;
    if (at < size) {
      uint32_t i = 0;
      bool near = true;
      if (start >= 0) {
        RowEntry entry = batch.rowLists[int64_t(view.listBase) + start + at];
        i = entry.splat;
        near = entry.x0 <= column && column <= entry.x1;
      } else {
        i = batch.order[view.splatBase + at];
      }
      if (near) {
        splat = splats[i];
        warps = warpsOf(splat, column * TILE, row * TILE);
      }
    }
    unsigned touching = __ballot_sync(ALL_LANES, warps != 0);
    if (lane == 0) {
      shared.counts[warp] = __popc(touching);
    }
    __syncthreads();
    int slot = __popc(touching & lanesBelow(lane));
    int count = 0;
    for (int w = 0; w < TILE_WARPS; w++) {
      slot += w < warp ? shared.counts[w] : 0;
      count += shared.counts[w];
    }
    if (warps != 0) {
      shared.shape[slot] = make_float4(splat.x, splat.y, splat.a, splat.b);
      shared.light[slot] = make_float4(splat.d, splat.peak, splat.r, splat.g);
      shared.blue[slot] = splat.b_;
      shared.warps[slot] = warps;
    }
    __syncthreads();
    lay(shared, count, warp, x + 0.5f, y + 0.5f, view.finished, pixel);
    if (__syncthreads_and(pixel.finished)) {
      break;
    }
  }
  write(batch, view, x, y, pixel);
}
