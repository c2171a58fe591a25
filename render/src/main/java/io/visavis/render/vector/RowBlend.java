package io.visavis.render.vector;

import static io.visavis.render.vector.Lanes.FLOAT;

import jdk.incubator.vector.FloatVector;

/**
 * Blends one row of tiles after the other, stretch by stretch. Scratch of one back end instance;
 * grows with the largest picture.
 */
final class RowBlend {
  /**
   * Gaussians of a strip that a tile looks at before it asks whether light comes through still; a
   * multiple of 16.
   */
  private static final int LOOK = 512;

  /** All blocks of a tile's strip. */
  private static final int ALL = 0b1111;

  private final TileRow row = new TileRow();
  private final Stretch stretch = new Stretch();
  private final BlockLists lists = new BlockLists();
  private float[] acc = new float[0];
  private int across;
  private long evaluations;

  /** Takes the width of the picture whose rows follow, in tiles. */
  void begin(int tilesAcross) {
    across = tilesAcross;
    if (acc.length < across * Blend.TILE) {
      acc = new float[across * Blend.TILE];
    }
  }

  /** Tiles across. */
  int across() {
    return across;
  }

  /** The pixels of the row: see {@link Blend}. */
  float[] acc() {
    return acc;
  }

  /** Pairs of a Gaussian and a 4x4 block that have been blended so far. */
  long evaluations() {
    return evaluations;
  }

  /**
   * Blends a row.
   *
   * @param originX pixel that the records count from
   * @param unseen transmittance below which nothing is seen: {@link SightBlend#unseen}; 0 for the
   *     rules of the picture
   */
  void blend(SplatRecords records, int tileY, int originX, int originY, float unseen) {
    int stretches = (across + Stretch.TILES - 1) / Stretch.TILES;
    row.begin(records, tileY);
    for (int s = 0; s < stretches; s++) {
      stretch.begin(records.record, row.member(), row.stretch(s));
      int first = s * Stretch.TILES;
      int end = Math.min(first + Stretch.TILES, across);
      for (int strip = 0; strip < 4; strip++) {
        int y0 = tileY * TileRow.SIDE + 4 * strip - originY;
        int count = lists.strip(stretch, y0);
        for (int tile = first; tile < end; tile++) {
          int at = tile * Blend.TILE + 4 * strip * Blend.PIXELS;
          clear(acc, at);
          blend(at, tile * TileRow.SIDE - originX, y0, count, unseen);
        }
      }
    }
  }

  /** All light comes through four blocks. */
  private static void clear(float[] acc, int at) {
    FloatVector one = FloatVector.broadcast(FLOAT, 1);
    FloatVector zero = FloatVector.zero(FLOAT);
    for (int i = at; i < at + 4 * Blend.PIXELS; i += Lanes.COUNT) {
      one.intoArray(acc, i);
      zero.intoArray(acc, i + Blend.CHANNEL);
      zero.intoArray(acc, i + 2 * Blend.CHANNEL);
      zero.intoArray(acc, i + 3 * Blend.CHANNEL);
    }
  }

  /** Blends the four blocks of a tile's strip. */
  private void blend(int at, int x0, int y0, int count, float unseen) {
    int open = ALL;
    int look = unseen > 0 ? LOOK : Math.max(count, 1);
    for (int from = 0; from < count && open != 0; from += look) {
      lists.tile(x0, from, Math.min(from + look, count));
      for (int column = 0; column < 4; column++) {
        if ((open & 1 << column) == 0) {
          continue;
        }
        int blockX0 = x0 + 4 * column;
        int n = lists.block(blockX0);
        int block = at + column * Blend.PIXELS;
        int seen =
            unseen > 0
                ? SightBlend.block(stretch.record, lists.list(), n, acc, block, blockX0, y0, unseen)
                : RuleBlend.block(stretch.record, lists.list(), n, acc, block, blockX0, y0);
        evaluations += seen;
        if (seen < n) {
          open &= ~(1 << column);
        }
      }
    }
  }
}
