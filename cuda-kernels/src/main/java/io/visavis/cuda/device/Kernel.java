package io.visavis.cuda.device;

/** The kernels of a tick, in the order of their launches; see {@code src/main/cuda}. */
public enum Kernel {
  /** Vertices of every portrayal. */
  POSE_MESH("poseMesh", 128),
  /** Maps of triangles. */
  TRIANGLE_FRAMES("triangleFrames", 128),
  /** Correctives, placing, projecting, colours. */
  PROJECT_CLOUDS("projectClouds", 128),
  /** Depth order of every view. */
  SORT_DEPTHS("sortDepths", 1024),
  /** What touches each row of tiles. */
  LIST_ROWS("listRows", 256),
  /** Blending and writing pictures. */
  BLEND_TILES("blendTiles", 256);

  private final String symbol;
  private final int threads;

  Kernel(String symbol, int threads) {
    this.symbol = symbol;
    this.threads = threads;
  }

  /** Its name in the module. */
  public String symbol() {
    return symbol;
  }

  /** Threads of a block. */
  public int threads() {
    return threads;
  }
}
