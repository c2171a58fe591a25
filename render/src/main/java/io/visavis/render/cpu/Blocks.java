package io.visavis.render.cpu;

/**
 * Rows of values for every element of a domain (Gaussians or triangles), laid out so that sums over
 * the rows of all elements read memory in one stream. Immutable after it is filled.
 *
 * @param channels sums an element
 * @param rows terms a sum
 * @param values [blocks of the domain][channels][rows][{@link #SIDE}]; 0 beyond the domain
 */
public record Blocks(int channels, int rows, float[] values) {
  /** Elements of the domain that lie beside each other: one 512-bit vector. */
  public static final int SIDE = RigArrays.PAD;

  static Blocks of(int channels, int rows, int domain) {
    return new Blocks(channels, rows, new float[channels * rows * RigArrays.padded(domain)]);
  }

  /** Takes the values of one row of one channel: n of them, from {@code at} on. */
  void put(int channel, int row, float[] from, int at, int n) {
    for (int i = 0; i < n; i++) {
      values[at(channel, i) + row * SIDE] = from[at + i];
    }
  }

  /** Where row 0 of an element's channel is; the next row is {@link #SIDE} further. */
  public int at(int channel, int i) {
    return (i / SIDE * channels + channel) * rows * SIDE + i % SIDE;
  }
}
