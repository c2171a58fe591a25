// One block a row of tiles writes the row's list: what touches it, nearest first, and which of its
// tiles. No sort by tile is needed: the depth order is kept.
#include "geometry.cuh"
#include "warp.cuh"

extern "C" __global__ void __launch_bounds__(ROW_BLOCK) listRows(const Batch batch) {
  __shared__ int counts[ROW_BLOCK / 32];
  begin(batch, LIST_ROWS);
  Work work = batch.rowWork[blockIdx.x];
  const View& view = batch.views[work.owner];
  uint32_t row = work.first;
  int start = batch.rowStart[view.rowBase + row];
  int seen = batch.visible[work.owner];
  int warp = threadIdx.x / 32;
  int lane = laneOf(threadIdx.x);
  float top = row * TILE + 0.5f;
  float bottom = top + (TILE - 1);
  int size = 0;
  for (int first = 0; first < seen && start >= 0; first += ROW_BLOCK) {
    int rank = first + threadIdx.x;
    bool touches = false;
    RowEntry entry = {0, 0, 0};
    if (rank < seen) {
      uint32_t span = batch.sortedSpans[view.splatBase + rank];
      if ((span & 0xFFFF) <= row && row <= span >> 16) {
        uint32_t i = batch.order[view.splatBase + rank];
        float left = 0;
        float right = 0;
        const Splat& splat = batch.splats[view.splatBase + i];
        touches = across(splat, top, bottom, &left, &right) && right > 0 && left < view.width;
        float edge = view.width - 1;
        entry.splat = i;
        entry.x0 = static_cast<uint16_t>(fminf(fmaxf(left, 0.0f), edge)) / TILE;
        entry.x1 = static_cast<uint16_t>(fminf(fmaxf(right, 0.0f), edge)) / TILE;
      }
    }
    unsigned touching = __ballot_sync(ALL_LANES, touches);
    if (lane == 0) {
      counts[warp] = __popc(touching);
    }
    __syncthreads();
    int before = size + __popc(touching & lanesBelow(lane));
    for (int w = 0; w < ROW_BLOCK / 32; w++) {
      before += w < warp ? counts[w] : 0;
      size += counts[w];
    }
    if (touches) {
      batch.rowLists[int64_t(view.listBase) + start + before] = entry;
    }
    __syncthreads();
  }
  if (threadIdx.x == 0) {
    batch.rowSize[view.rowBase + row] = size;
  }
}
