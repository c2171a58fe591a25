package io.visavis.cuda.device;

import java.util.List;

/** The kernels; see {@code src/main/cuda}. */
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
  BLEND_TILES("blendTiles", 256),
  /** No part of a tick: multiply-adds in registers, to learn what the card reaches. */
  PROBE_ARITHMETIC("probeArithmetic", 256);

  /** Those of a tick, in the order of their launches. */
  public static final List<Kernel> TICK =
      List.of(POSE_MESH, TRIANGLE_FRAMES, PROJECT_CLOUDS, SORT_DEPTHS, LIST_ROWS, BLEND_TILES);

  /** Operations of a thread of the probe: eight chains of 4,096 multiply-adds. */
  public static final long PROBE_OPERATIONS = 2L * 8 * 4096;

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
