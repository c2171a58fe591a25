package io.visavis.render.vector;

import static io.visavis.render.vector.Lanes.FLOAT;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import io.visavis.render.Background;
import io.visavis.render.Bt601;
import io.visavis.render.Picture;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Writes a row of blended tiles, whose channels are Y, U, V already, into an I420 picture: adds the
 * background, rounds, and takes the means of 2x2 chroma. Scratch of one back end instance.
 */
final class I420Strip {
  private static final int SIDE = TileRow.SIDE;

  /** As many bytes as there are floats; a block's row of 4 pixels is one int. */
  private static final VectorSpecies<Byte> BYTES =
      VectorSpecies.of(byte.class, VectorShape.forBitSize(Math.max(64, 8 * Lanes.COUNT)));

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.nativeOrder());
  private static final VectorShuffle<Float> BESIDE = VectorShuffle.fromOp(Lanes.FLOAT, i -> i ^ 1);
  private static final VectorShuffle<Float> BELOW =
      VectorShuffle.fromOp(Lanes.FLOAT, i -> i ^ 4 % Lanes.COUNT);

  /** Where rounded values end: colours that depend on the view may be brighter than white. */
  private static final float BRIGHTEST = 255;

  /** Floats order as their bits, negative ones below all: clamping integers is two instructions. */
  private static final int BRIGHTEST_BITS = Float.floatToRawIntBits(BRIGHTEST);

  private final byte[] bytes = new byte[Lanes.MAX];
  private final float[] behind = new float[3];
  private byte[] y = new byte[0];
  private byte[] u = new byte[0];
  private byte[] v = new byte[0];

  /** Takes the background of the picture whose strips follow. */
  void begin(Background background, int tilesAcross) {
    int stride = tilesAcross * SIDE;
    if (y.length < stride * SIDE) {
      y = new byte[stride * SIDE];
      u = new byte[stride * SIDE / 4];
      v = new byte[stride * SIDE / 4];
    }
    Arrays.fill(behind, 0);
    if (background instanceof Background.Colour c) {
      for (int plane = 0; plane < 3; plane++) {
        behind[plane] = (float) Bt601.of(plane, c.r(), c.g(), c.b());
      }
    }
  }

  /** Writes one row of tiles; what lies beyond the picture is dropped. */
  void write(float[] acc, int tilesAcross, int tileY, Picture.I420 picture) {
    int stride = tilesAcross * SIDE;
    for (int tile = 0; tile < tilesAcross; tile++) {
      for (int block = 0; block < TileRow.BLOCKS; block++) {
        int at = tile * Blend.TILE + block * Blend.PIXELS;
        int x = tile * SIDE + block % 4 * 4;
        int row = block / 4 * 4;
        if (Lanes.COUNT >= 8) {
          luma(acc, at, behind[0], bytes, y, row * stride + x, stride);
          chroma(acc, at, 2, behind[1], bytes, u, (row * stride / 2 + x) / 2, stride / 2);
          chroma(acc, at, 3, behind[2], bytes, v, (row * stride / 2 + x) / 2, stride / 2);
        } else {
          plainLuma(acc, at, row * stride + x, stride);
          plainChroma(acc, at, 2, behind[1], u, (row * stride / 2 + x) / 2, stride / 2);
          plainChroma(acc, at, 3, behind[2], v, (row * stride / 2 + x) / 2, stride / 2);
        }
      }
    }
    int y0 = tileY * SIDE;
    int rows = Math.min(SIDE, picture.height() - y0);
    crop(y, stride, picture.y(), picture.width(), y0, rows);
    crop(u, stride / 2, picture.u(), picture.width() / 2, y0 / 2, rows / 2);
    crop(v, stride / 2, picture.v(), picture.width() / 2, y0 / 2, rows / 2);
  }

  private static void crop(byte[] from, int stride, byte[] to, int width, int y0, int rows) {
    for (int row = 0; row < rows; row++) {
      System.arraycopy(from, row * stride, to, (y0 + row) * width, width);
    }
  }

  private static void luma(
      float[] acc, int at, float behind, byte[] bytes, byte[] out, int to, int stride) {
    for (int lane = 0; lane < Blend.PIXELS; lane += Lanes.COUNT) {
      FloatVector value =
          fromArray(FLOAT, acc, at + lane)
              .fma(broadcast(FLOAT, behind), fromArray(FLOAT, acc, at + lane + Blend.CHANNEL))
              .add((float) Bt601.LUMA_OFFSET + 0.5f);
      value = value.reinterpretAsInts().max(0).min(BRIGHTEST_BITS).reinterpretAsFloats();
      ((ByteVector) value.convertShape(VectorOperators.F2B, BYTES, 0)).intoArray(bytes, lane);
    }
    INT.set(out, to, (int) INT.get(bytes, 0));
    INT.set(out, to + stride, (int) INT.get(bytes, 4));
    INT.set(out, to + 2 * stride, (int) INT.get(bytes, 8));
    INT.set(out, to + 3 * stride, (int) INT.get(bytes, 12));
  }

  private static void chroma(
      float[] acc,
      int at,
      int channel,
      float behind,
      byte[] bytes,
      byte[] out,
      int to,
      int stride) {
    for (int lane = 0; lane < Blend.PIXELS; lane += Lanes.COUNT) {
      FloatVector value =
          fromArray(FLOAT, acc, at + lane)
              .fma(
                  broadcast(FLOAT, behind),
                  fromArray(FLOAT, acc, at + lane + channel * Blend.CHANNEL));
      value = value.add(value.rearrange(BESIDE));
      value =
          value
              .add(value.rearrange(BELOW))
              .fma(broadcast(FLOAT, 0.25f), broadcast(FLOAT, (float) Bt601.CHROMA_OFFSET + 0.5f));
      value = value.reinterpretAsInts().max(0).min(BRIGHTEST_BITS).reinterpretAsFloats();
      ((ByteVector) value.convertShape(VectorOperators.F2B, BYTES, 0)).intoArray(bytes, lane);
    }
    out[to] = bytes[0];
    out[to + 1] = bytes[2];
    out[to + stride] = bytes[8];
    out[to + stride + 1] = bytes[10];
  }

  private void plainLuma(float[] acc, int at, int to, int stride) {
    for (int i = 0; i < Blend.PIXELS; i++) {
      float value = plain(acc, at + i, 1, behind[0]) + (float) Bt601.LUMA_OFFSET + 0.5f;
      y[to + i / 4 * stride + i % 4] = toByte(value);
    }
  }

  private static void plainChroma(
      float[] acc, int at, int channel, float behind, byte[] out, int to, int stride) {
    for (int i = 0; i < 4; i++) {
      int p = at + i / 2 * 8 + i % 2 * 2;
      float sum =
          plain(acc, p, channel, behind)
              + plain(acc, p + 1, channel, behind)
              + plain(acc, p + 4, channel, behind)
              + plain(acc, p + 5, channel, behind);
      out[to + i / 2 * stride + i % 2] = toByte(0.25f * sum + (float) Bt601.CHROMA_OFFSET + 0.5f);
    }
  }

  private static byte toByte(float value) {
    return (byte) (int) Math.clamp(value, 0, BRIGHTEST);
  }

  private static float plain(float[] acc, int at, int channel, float behind) {
    return acc[at] * behind + acc[at + channel * Blend.CHANNEL];
  }
}
