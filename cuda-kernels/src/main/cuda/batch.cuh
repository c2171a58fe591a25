// What the host hands to every kernel: one tick of many portrayals, each with its own head, picture
// sizes and views. All structures are plain words, written by io.visavis.cuda.layout; static_asserts
// below and a test hold both sides together.
#pragma once

#include "platform.cuh"

constexpr int COEFFICIENTS = 52;  // most weights of morph targets a motion space has
constexpr int JOINTS = 5;
constexpr int FEATURES = 36;      // R - I of neck, jaw and both eyes
constexpr int TILE = 16;          // pixels of a tile's side; a row is one of tiles
constexpr int MAX_ROWS = 128;     // of a picture of 2,048 pixels
constexpr int MESH_BLOCK = 128;
constexpr int CLOUD_BLOCK = 128;
constexpr int SORT_BLOCK = 1024;
constexpr int ROW_BLOCK = 256;
constexpr int TILE_BLOCK = TILE * TILE;
constexpr int PROBE_BLOCK = 256;
constexpr int PROBE_CHAINS = 8;
constexpr int PROBE_STEPS = 4096;

constexpr float MIN_ALPHA = 1.0f / 255;
constexpr float MAX_ALPHA = 0.99f;
constexpr float MIN_TRANSMITTANCE = 1.00001e-4f;  // as io.visavis.render.SplatRules
constexpr float BLUR = 0.3f;
constexpr float NEAR = 0.01f;
constexpr float TINY = 1e-20f;    // squared length below which a direction is none
constexpr float MAX_LOG = 30;     // largest change of the logarithm of a scale
constexpr uint32_t UNSEEN = 0xFFFFFFFFu;  // depth key of what is not drawn

enum Binding { AFFINE = 0, FRAME = 1, BARYCENTRIC = 2 };

enum Target {
  POSITION_LOCAL = 0,
  POSITION_WORLD = 1,
  ROTATION = 2,
  SCALE_LOG = 3,
  SCALE_LINEAR = 4,
  OPACITY_LOGIT = 5,
  OPACITY_LINEAR = 6,
  COLOUR = 7,
  TARGETS = 8
};

enum Format { I420 = 0, RGBA = 1, FLOAT_RGB = 2 };

// One basis of correctives. Words from the head's base.
struct Basis {
  int target;
  int shared;  // one row a triangle instead of one a Gaussian
  int first;   // coefficient of the first row
  int count;   // rows
  int values;  // [count, channels, domain]
  int domain;  // Gaussians, or triangles
};

// The head at the front of one allocation; offsets are in words from there.
struct Head {
  int vertices;
  int triangles;
  int gaussians;
  int binding;
  int rest;             // [3][V]
  int weights;          // [5][V]
  int morphStart;       // [V + 1] into morphEntries
  int morphEntries;     // [E] float4: channel (as int), displacement
  int poseCorrectives;  // [36][3][V], 0 for none
  int corners;          // [3][F]
  int parent;           // [N]
  int origin;           // [2][N] weights of the second and third corner, 0 for the centroid
  int mean;             // [3][N]
  int factor;           // [9][N] row-major
  int logOpacity;       // [N] log2(opacity); what is never drawn has -1e3
  int colour;           // [3][N]
  int degree;           // of spherical harmonics
  int turnsWithHead;
  int harmonics;        // [3 * count][N]
  int bases;            // [basisCount] Basis
  int basisCount;
  int targets;          // bit t set: some basis changes Target t
  int reserved[2];
};
static_assert(sizeof(Head) == 96, "io.visavis.cuda.layout.HeadLayout");

struct Portrayal {
  const Head* head;
  int vertexBase;    // first of its posed vertices
  int triangleBase;  // first of its triangle frames
  int state;         // first word of its state: weights, transforms, features, coefficients
  int firstView;
  int viewCount;
  int reserved;
};
static_assert(sizeof(Portrayal) == 32, "io.visavis.cuda.layout.PortrayalLayout");

// State of a portrayal: [52] weights, [5, 12] joint transforms, [36] features, [K] coefficients.
constexpr int STATE_TRANSFORMS = COEFFICIENTS;
constexpr int STATE_FEATURES = STATE_TRANSFORMS + 12 * JOINTS;
constexpr int STATE_COEFFICIENTS = STATE_FEATURES + FEATURES;

struct View {
  float worldToCamera[12];
  float fx, fy, cx, cy;
  float lowX, highX, lowY, highY;  // where the Jacobian is taken at most
  float camera[3];                 // its place in the world
  float finished;                  // a pixel with less transmittance is left as it is
  float background[3];
  int transparent;
  int width, height;
  int format;
  int portrayal;
  int splatBase;     // first of its splats
  int rowBase;       // first of its rows of tiles
  int listBase;      // first entry of its row lists
  int listCapacity;  // entries
  int64_t out;       // first byte of its picture
};
static_assert(sizeof(View) == 152, "io.visavis.cuda.layout.ViewLayout");

// One block's share of a ragged batch.
struct Work {
  int owner;  // portrayal or view
  int first;  // vertex, triangle, Gaussian, row or tile
};

// A Gaussian on the screen. With dx, dy from its centre: u = a dx - b dy, v = d dy, and alpha =
// exp2(peak - u^2 - v^2): the Cholesky form of the inverse covariance, in units of log 2.
struct alignas(16) Splat {
  float x, y, a, b;
  float d, peak, reach, rightDy;  // reach = u^2 + v^2 where alpha is 1/255; dy of the rightmost point
  float r, g, b_, unused;
};
static_assert(sizeof(Splat) == 48, "splats are three vectors");

// An entry of a row list.
struct alignas(8) RowEntry {
  uint32_t splat;    // from the view's splatBase
  uint16_t x0, x1;   // tiles that it touches in this row, inclusive
};

struct Batch {
  const Portrayal* portrayals;
  const View* views;
  const float* state;
  const Work* meshWork;
  const Work* frameWork;
  const Work* cloudWork;
  const Work* rowWork;
  const Work* tileWork;
  float4* posed;         // [vertices of all portrayals]
  float* frames;         // [triangles of all portrayals, 16]
  Splat* splats;         // [splats of all views]
  uint32_t* keys;        // [splats] depth, as the bits of a float
  uint32_t* spans;       // [splats] first and last row of tiles, 16 bits each
  uint32_t* keysA;       // [splats] scratch of the sort
  uint32_t* keysB;
  uint32_t* order;       // [splats] by rank, nearest first
  uint32_t* orderB;
  uint32_t* sortedSpans; // [splats] by rank
  int32_t* rowCount;     // [rows of all views] Gaussians that touch a row; zero when the tick starts
  int32_t* rowStart;     // [rows] first entry, -1 where the list does not fit
  int32_t* rowSize;      // [rows] entries written
  RowEntry* rowLists;
  int32_t* visible;      // [views]
  int32_t* overflows;    // [1] rows that did not fit, since the batch was made
  uint8_t* out;
  volatile int32_t* progress;  // host memory: the last kernel that began, for errors; may be null
};
static_assert(sizeof(Batch) == 26 * 8, "io.visavis.cuda.layout.Pool");

// The kernels of a tick in their order, as io.visavis.cuda.device.Kernel; 0 is none.
enum Stage { POSE_MESH = 1, TRIANGLE_FRAMES, PROJECT_CLOUDS, SORT_DEPTHS, LIST_ROWS, BLEND_TILES };

// Every kernel says so when it begins: a device that failed no longer tells which one it was at.
__device__ inline void begin(const Batch& batch, Stage stage) {
  if (blockIdx.x == 0 && threadIdx.x == 0 && batch.progress != nullptr) {
    *batch.progress = stage;
    __threadfence_system();
  }
}
