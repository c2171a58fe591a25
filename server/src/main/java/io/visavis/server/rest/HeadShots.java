package io.visavis.server.rest;

import io.visavis.avatar.Avatar;
import io.visavis.render.AvatarHandle;
import io.visavis.render.Background;
import io.visavis.render.DrawRequest;
import io.visavis.render.Picture;
import io.visavis.render.RenderBackend;
import io.visavis.render.View;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Pictures of avatars at rest: drawn once, kept. Any thread; one draws at a time. */
public final class HeadShots implements AutoCloseable {
  private static final int SIZE = 256;

  private final RenderBackend backend;
  private final Map<String, Shot> kept = new ConcurrentHashMap<>();

  private record Shot(Avatar avatar, byte[] png) {}

  /** Pictures by that back end, which it owns. */
  public HeadShots(RenderBackend backend) {
    this.backend = backend;
  }

  byte[] png(Avatar avatar) {
    return kept.compute(
            avatar.name(),
            (name, shot) ->
                shot != null && shot.avatar.equals(avatar) ? shot : new Shot(avatar, draw(avatar)))
        .png;
  }

  private synchronized byte[] draw(Avatar avatar) {
    Picture.Rgba picture = Picture.Rgba.of(SIZE, SIZE);
    try (AvatarHandle handle = backend.load(avatar)) {
      backend.draw(
          List.of(
              new DrawRequest(
                  handle,
                  List.of(
                      new DrawRequest.Target(
                          View.front(avatar.camera(), SIZE, SIZE),
                          Background.TRANSPARENT,
                          picture)))));
    }
    BufferedImage image = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_ARGB);
    byte[] p = picture.pixels();
    for (int i = 0; i < SIZE * SIZE; i++) {
      int rgb = ((p[4 * i] & 255) << 16) | ((p[4 * i + 1] & 255) << 8) | (p[4 * i + 2] & 255);
      image.setRGB(i % SIZE, i / SIZE, ((p[4 * i + 3] & 255) << 24) | rgb);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    // In memory: a full disk for temporary files is no reason to have no picture.
    try (ImageOutputStream memory = new MemoryCacheImageOutputStream(out)) {
      ImageIO.write(image, "png", memory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  @Override
  public void close() {
    backend.close();
  }
}
