// One block a view sorts its Gaussians by depth, nearest first, and lays out its row lists. Stable
// and exact to the last bit of a float: positive floats order as their bit patterns, and digits of 8
// bits of (bits - smallest bits) are sorted, as many as the range of depths needs.
#include "batch.cuh"
#include "warp.cuh"

namespace {

constexpr int SORT_WARPS = SORT_BLOCK / 32;
constexpr int DIGIT_BITS = 8;
constexpr int DIGITS = 1 << DIGIT_BITS;

struct SortShared {
  int place[SORT_WARPS][DIGITS];  // where a warp's next element of a digit goes
  int sums[SORT_WARPS];
  uint32_t low[SORT_WARPS];
  uint32_t high[SORT_WARPS];
  int seen;
};

// One pass: places by a count of digits a warp, then each warp lays down its own segment in order.
__device__ void pass(SortShared& shared, const uint32_t* keys, const uint32_t* indices, uint32_t* keysOut,
                     uint32_t* indicesOut, int n, int shift, uint32_t low, uint32_t beyond) {
  int warp = threadIdx.x / 32;
  int lane = laneOf(threadIdx.x);
  int segment = (n + SORT_BLOCK - 1) / SORT_BLOCK * 32;
  int begin = warp * segment;
  int end = begin + segment < n ? begin + segment : n;
  for (int d = lane; d < DIGITS; d += 32) {
    shared.place[warp][d] = 0;
  }
  __syncwarp();
  for (int i = begin + lane; i < end; i += 32) {
    uint32_t key = indices == nullptr ? (keys[i] == UNSEEN ? beyond : keys[i] - low) : keys[i];
    atomicAdd(&shared.place[warp][key >> shift & (DIGITS - 1)], 1);
  }
  __syncthreads();
  // Digit by digit, warp by warp: an exclusive running sum over [digit][warp].
  int total = 0;
  if (threadIdx.x < DIGITS) {
    for (int w = 0; w < SORT_WARPS; w++) {
      int count = shared.place[w][threadIdx.x];
      shared.place[w][threadIdx.x] = total;
      total += count;
    }
  }
  int upTo = inclusiveSum(total, lane);
  if (lane == 31) {
    shared.sums[warp] = upTo;
  }
  __syncthreads();
  if (threadIdx.x < DIGITS) {
    int base = upTo - total;
    for (int w = 0; w < warp; w++) {
      base += shared.sums[w];
    }
    for (int w = 0; w < SORT_WARPS; w++) {
      shared.place[w][threadIdx.x] += base;
    }
  }
  __syncthreads();
  for (int first = begin; first < end; first += 32) {
    int i = first + lane;
    bool present = i < end;
    uint32_t key = 0;
    uint32_t index = 0;
    if (present) {
      key = indices == nullptr ? (keys[i] == UNSEEN ? beyond : keys[i] - low) : keys[i];
      index = indices == nullptr ? i : indices[i];
    }
    // Absent lanes get a digit of their own.
    int digit = present ? static_cast<int>(key >> shift & (DIGITS - 1)) : DIGITS;
    unsigned peers = __match_any_sync(ALL_LANES, digit);
    int rank = __popc(peers & lanesBelow(lane));
    int at = 0;
    if (present) {
      at = shared.place[warp][digit] + rank;
      keysOut[at] = key;
      indicesOut[at] = index;
    }
    __syncwarp();
    if (present && rank == 0) {
      shared.place[warp][digit] += __popc(peers);
    }
    __syncwarp();
  }
  __syncthreads();
}

// The range of depths that are seen, and how many there are.
__device__ void range(SortShared& shared, const uint32_t* keys, int n, uint32_t* low, uint32_t* high) {
  uint32_t least = UNSEEN;
  uint32_t most = 0;
  int seen = 0;
  for (int i = threadIdx.x; i < n; i += SORT_BLOCK) {
    uint32_t key = keys[i];
    if (key != UNSEEN) {
      least = key < least ? key : least;
      most = key > most ? key : most;
      seen++;
    }
  }
  int warp = threadIdx.x / 32;
  if (threadIdx.x == 0) {
    shared.seen = 0;
  }
  __syncthreads();
  least = warpMin(least);
  most = warpMax(most);
  seen = inclusiveSum(seen, laneOf(threadIdx.x));
  if (laneOf(threadIdx.x) == 31) {
    shared.low[warp] = least;
    shared.high[warp] = most;
    atomicAdd(&shared.seen, seen);
  }
  __syncthreads();
  *low = UNSEEN;
  *high = 0;
  for (int w = 0; w < SORT_WARPS; w++) {
    *low = shared.low[w] < *low ? shared.low[w] : *low;
    *high = shared.high[w] > *high ? shared.high[w] : *high;
  }
}

// The first entry of each row's list, -1 where it does not fit into what is reserved.
__device__ void layRows(const Batch& batch, const View& view, int rows) {
  if (threadIdx.x != 0) {
    return;
  }
  int at = 0;
  for (int r = 0; r < rows; r++) {
    int count = batch.rowCount[view.rowBase + r];
    bool fits = count <= view.listCapacity - at;
    batch.rowStart[view.rowBase + r] = fits ? at : -1;
    at += fits ? count : 0;
    if (!fits) {
      atomicAdd(batch.overflows, 1);
    }
  }
}

}  // namespace

extern "C" __global__ void __launch_bounds__(SORT_BLOCK) sortDepths(const Batch batch) {
  __shared__ SortShared shared;
  begin(batch, SORT_DEPTHS);
  const View& view = batch.views[blockIdx.x];
  int n = batch.portrayals[view.portrayal].head->gaussians;
  int base = view.splatBase;
  uint32_t low;
  uint32_t high;
  range(shared, batch.keys + base, n, &low, &high);
  int seen = shared.seen;
  if (seen == 0) {
    low = 0;
    high = 0;
  }
  uint32_t beyond = high - low + 1;  // the key of what is not seen: behind all that is
  int passes = 1;
  while (passes * DIGIT_BITS < 32 && beyond >> (passes * DIGIT_BITS) != 0) {
    passes++;
  }
  // Ends in `order` whatever the number of passes.
  const uint32_t* keys = batch.keys + base;
  const uint32_t* indices = nullptr;
  for (int p = 0; p < passes; p++) {
    bool toA = (passes - p) % 2 == 1;
    uint32_t* keysOut = (toA ? batch.keysA : batch.keysB) + base;
    uint32_t* indicesOut = (toA ? batch.order : batch.orderB) + base;
    pass(shared, keys, indices, keysOut, indicesOut, n, p * DIGIT_BITS, low, beyond);
    keys = keysOut;
    indices = indicesOut;
  }
  for (int i = threadIdx.x; i < seen; i += SORT_BLOCK) {
    batch.sortedSpans[base + i] = batch.spans[base + batch.order[base + i]];
  }
  if (threadIdx.x == 0) {
    batch.visible[blockIdx.x] = seen;
  }
  layRows(batch, view, (view.height + TILE - 1) / TILE);
}
