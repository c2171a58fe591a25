package io.visavis.media.webrtc;

import dev.onvoid.webrtc.media.video.I420Buffer;
import java.nio.ByteBuffer;

/** A decoded picture in native memory, BT.601 4:2:0; valid during the callback that gave it. */
public final class I420View {
  private final I420Buffer buffer;

  I420View(I420Buffer buffer) {
    this.buffer = buffer;
  }

  /** Pixels. */
  public int width() {
    return buffer.getWidth();
  }

  /** Pixels. */
  public int height() {
    return buffer.getHeight();
  }

  /** Copies luma into [height, width]. */
  public void copyLuma(byte[] to) {
    copy(buffer.getDataY(), buffer.getStrideY(), width(), height(), to);
  }

  /** Copies both chroma planes, each into [height/2, width/2], rounded up. */
  public void copyChroma(byte[] u, byte[] v) {
    int w = (width() + 1) / 2;
    int h = (height() + 1) / 2;
    copy(buffer.getDataU(), buffer.getStrideU(), w, h, u);
    copy(buffer.getDataV(), buffer.getStrideV(), w, h, v);
  }

  private static void copy(ByteBuffer from, int stride, int width, int height, byte[] to) {
    for (int row = 0; row < height; row++) {
      from.get(row * stride, to, row * width, width);
    }
  }
}
