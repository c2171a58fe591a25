package io.visavis.server.offline;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.motion.MotionSpace;
import io.visavis.render.AvatarHandle;
import io.visavis.render.Backdrop;
import io.visavis.render.Background;
import io.visavis.render.DrawRequest;
import io.visavis.render.Picture;
import io.visavis.render.RenderBackend;
import io.visavis.render.View;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/** Draws motion frames into a video, a folder of PNG files, or both. One thread. */
public final class OfflineStage implements AutoCloseable {
  private final RenderBackend backend;
  private final AvatarHandle handle;
  private final List<DrawRequest> batch;
  private final @Nullable VideoOutput video;
  private final @Nullable Path folder;
  private final Picture.@Nullable I420 frame;
  private final Picture.@Nullable Rgba rgba;
  private final int size;
  private final boolean clear;

  /**
   * A stage.
   *
   * @param backend owned by the stage from now on
   * @param space of the motion
   * @param background of pictures; a packed video has none
   * @param packed whether frames of the video are colour beside matte, twice as wide
   * @param video owned by the stage from now on, or null
   * @param folder where PNG files go, or null
   */
  public OfflineStage(
      RenderBackend backend,
      Avatar avatar,
      MotionSpace space,
      int size,
      Backdrop background,
      boolean packed,
      @Nullable VideoOutput video,
      @Nullable Path folder) {
    this.backend = backend;
    this.handle = backend.load(avatar);
    this.video = video;
    this.folder = folder;
    this.size = size;
    Background behind = background.at(avatar, size, size);
    this.clear = behind instanceof Background.Transparent;
    View view = View.front(avatar.camera(), size, size);
    List<DrawRequest.Target> targets = new ArrayList<>();
    this.rgba = folder == null ? null : Picture.Rgba.of(size, size);
    if (video == null) {
      this.frame = null;
    } else if (packed) {
      Picture.Packed picture = Picture.Packed.of(size, size);
      this.frame = picture.both();
      targets.add(new DrawRequest.Target(view, behind, picture));
    } else {
      Picture.I420 picture = Picture.I420.of(size, size);
      this.frame = picture;
      targets.add(new DrawRequest.Target(view, behind, picture));
    }
    if (rgba != null) {
      targets.add(new DrawRequest.Target(view, behind, rgba));
    }
    this.batch = List.of(new DrawRequest(handle, space, targets));
  }

  /** Draws and writes frame n. */
  public void draw(long n, float[] motion) throws IOException {
    float[] target = batch.getFirst().motion();
    System.arraycopy(motion, 0, target, 0, target.length);
    backend.draw(batch);
    if (video != null && frame != null) {
      video.write(frame);
    }
    if (folder != null && rgba != null) {
      writePng(folder.resolve("frame-%05d.png".formatted(n)), rgba.pixels());
    }
  }

  private void writePng(Path file, byte[] p) throws IOException {
    int type = clear ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB;
    BufferedImage image = new BufferedImage(size, size, type);
    int[] row = new int[size];
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        int i = 4 * (y * size + x);
        row[x] =
            (p[i + 3] & 0xff) << 24
                | (p[i] & 0xff) << 16
                | (p[i + 1] & 0xff) << 8
                | (p[i + 2] & 0xff);
      }
      image.setRGB(0, y, size, 1, row, 0, size);
    }
    try (var out = Files.newOutputStream(file)) {
      ImageIO.write(image, "png", out);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      if (video != null) {
        video.close();
      }
    } finally {
      handle.close();
      backend.close();
    }
  }
}
