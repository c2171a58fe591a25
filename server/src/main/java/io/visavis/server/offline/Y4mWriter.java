package io.visavis.server.offline;

import io.visavis.avatar.motion.MotionSpace;
import io.visavis.render.Picture;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes I420 pictures as YUV4MPEG2, 25 frames a second, BT.601 limited range. */
final class Y4mWriter implements AutoCloseable {
  private static final byte[] FRAME = "FRAME\n".getBytes(StandardCharsets.US_ASCII);

  private final OutputStream out;

  Y4mWriter(OutputStream out, int width, int height) throws IOException {
    this.out = out;
    String head =
        "YUV4MPEG2 W%d H%d F%d:1 Ip A1:1 C420jpeg XCOLORRANGE=LIMITED\n"
            .formatted(width, height, MotionSpace.FPS);
    out.write(head.getBytes(StandardCharsets.US_ASCII));
  }

  void write(Picture.I420 picture) throws IOException {
    out.write(FRAME);
    out.write(picture.y());
    out.write(picture.u());
    out.write(picture.v());
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
