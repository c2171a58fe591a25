package io.visavis.cuda.layout;

/** The arrays of a tick, in the order of the structure {@code Batch}. */
public enum Pool {
  PORTRAYALS,
  VIEWS,
  STATE,
  MESH_WORK,
  FRAME_WORK,
  CLOUD_WORK,
  ROW_WORK,
  TILE_WORK,
  POSED,
  FRAMES,
  SPLATS,
  KEYS,
  SPANS,
  KEYS_A,
  KEYS_B,
  ORDER,
  ORDER_B,
  SORTED_SPANS,
  ROW_COUNT,
  ROW_START,
  ROW_SIZE,
  ROW_LISTS,
  VISIBLE,
  OVERFLOWS,
  OUT;

  /** Where the address of the word is that says which kernel began last. */
  public static final int PROGRESS = 8 * values().length;

  /** Bytes of the structure {@code Batch}: an address a pool, and that of the progress. */
  public static final int BATCH_BYTES = PROGRESS + 8;
}
