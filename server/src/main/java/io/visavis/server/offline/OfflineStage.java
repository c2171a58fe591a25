package io.visavis.server.offline;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.motion.MotionSpace;
import io.visavis.inference.MotionStream;
import io.visavis.inference.corrective.CoefficientBatch;
import io.visavis.inference.corrective.CoefficientModel;
import io.visavis.inference.corrective.CoefficientStream;
import io.visavis.inference.inpaint.InpaintModel;
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
  private static final int FRAME = 48_000 / MotionSpace.FPS;
  private static final float[] SILENCE = new float[FRAME];

  private final RenderBackend backend;
  private final AvatarHandle handle;
  private final float[] voice;
  private final @Nullable CoefficientModel network;
  private final @Nullable CoefficientBatch corrections;
  private final @Nullable InpaintModel seam;
  private final List<CoefficientStream> corrected;
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
   * @param voice of self, 48 kHz
   * @param background of pictures; a packed video has none
   * @param packed whether frames of the video are colour beside matte, twice as wide
   * @param video owned by the stage from now on, or null
   * @param folder where PNG files go, or null
   */
  public OfflineStage(
      RenderBackend backend,
      Avatar avatar,
      MotionSpace space,
      float[] voice,
      int size,
      Backdrop background,
      boolean packed,
      @Nullable VideoOutput video,
      @Nullable Path folder) {
    this.backend = backend;
    this.handle = backend.load(avatar);
    this.voice = voice;
    boolean corrects = avatar.correctives().network() != null;
    this.network = corrects ? CoefficientModel.open(avatar) : null;
    this.corrections = network == null ? null : new CoefficientBatch(network, 1);
    this.corrected =
        network == null ? List.of() : List.of(new CoefficientStream(network, space, 0));
    this.seam =
        background instanceof Backdrop.Own
            ? InpaintModel.open(avatar, InpaintModel.Pace.OFFLINE)
            : null;
    this.video = video;
    this.folder = folder;
    this.size = size;
    Background behind = background.at(avatar, seam == null ? null : seam::inpaint, size, size);
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

  /** Draws and writes frame n, which the stream has just made. */
  public void draw(long n, MotionStream stream) throws IOException {
    DrawRequest request = batch.getFirst();
    System.arraycopy(stream.motion(), 0, request.motion(), 0, request.motion().length);
    if (corrections != null) {
      CoefficientStream one = corrected.getFirst();
      hear(one, n);
      one.take(stream);
      corrections.run(corrected);
      System.arraycopy(
          one.coefficients(), 0, request.coefficients(), 0, request.coefficients().length);
    }
    backend.draw(batch);
    if (video != null && frame != null) {
      video.write(frame);
    }
    if (folder != null && rgba != null) {
      writePng(folder.resolve("frame-%05d.png".formatted(n)), rgba.pixels());
    }
  }

  /** The voice of frame n, as it leaves with the frame; silence after the end. */
  private void hear(CoefficientStream stream, long n) {
    int from = (int) Math.min(n * FRAME, voice.length);
    int there = Math.min(FRAME, voice.length - from);
    stream.hear(voice, from, there);
    stream.hear(SILENCE, 0, FRAME - there);
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
      if (corrections != null) {
        corrections.close();
      }
      if (network != null) {
        network.close();
      }
      if (seam != null) {
        seam.close();
      }
      handle.close();
      backend.close();
    }
  }
}
