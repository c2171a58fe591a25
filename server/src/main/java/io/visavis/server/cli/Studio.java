package io.visavis.server.cli;

import io.visavis.avatar.Avatar;
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
import java.util.List;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/** Takes still pictures of one avatar. Owned by one thread. */
final class Studio implements AutoCloseable {
  private final RenderBackend backend;
  private final AvatarHandle handle;
  private final Avatar avatar;
  private final Backdrop background;
  private final @Nullable CoefficientModel network;
  private final @Nullable InpaintModel seam;

  Studio(Avatar avatar, PictureOptions options) throws IOException {
    this.avatar = avatar;
    this.background = options.background();
    this.network = avatar.correctives().network() == null ? null : CoefficientModel.open(avatar);
    this.seam =
        background instanceof Backdrop.Own
            ? InpaintModel.open(avatar, InpaintModel.Pace.OFFLINE)
            : null;
    this.backend = options.backend();
    this.handle = backend.load(avatar);
  }

  /**
   * One picture.
   *
   * @param motion a frame of a space that moves the avatar
   * @param mood what the avatar's network of correctives hears besides
   * @param added to the coefficients of the avatar's correctives
   */
  BufferedImage take(MotionSet motion, Mood mood, float[] added, View view) {
    Picture.Rgba picture = Picture.Rgba.of(view.width(), view.height());
    Background behind =
        background.at(avatar, seam == null ? null : seam::inpaint, view.width(), view.height());
    DrawRequest request =
        new DrawRequest(
            handle, motion.space(), List.of(new DrawRequest.Target(view, behind, picture)));
    System.arraycopy(motion.values(), 0, request.motion(), 0, request.motion().length);
    correct(motion, mood, added, request.coefficients());
    backend.draw(List.of(request));
    boolean clear = behind instanceof Background.Transparent;
    BufferedImage image =
        new BufferedImage(
            view.width(),
            view.height(),
            clear ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
    byte[] p = picture.pixels();
    for (int i = 0; i < view.width() * view.height(); i++) {
      int argb =
          (p[4 * i + 3] & 0xff) << 24
              | (p[4 * i] & 0xff) << 16
              | (p[4 * i + 1] & 0xff) << 8
              | (p[4 * i + 2] & 0xff);
      image.setRGB(i % view.width(), i / view.width(), argb);
    }
    return image;
  }

  private void correct(MotionSet motion, Mood mood, float[] added, float[] out) {
    System.arraycopy(added, 0, out, 0, out.length);
    if (network == null) {
      return;
    }
    CoefficientStream stream = new CoefficientStream(network, motion.space(), 0);
    stream.take(0, motion.values(), mood.emotion().intensities(), mood.standing());
    try (CoefficientBatch batch = new CoefficientBatch(network, 1)) {
      batch.run(List.of(stream));
    }
    for (int k = 0; k < out.length; k++) {
      out[k] += stream.coefficients()[k];
    }
  }

  /** Writes a PNG. */
  static void write(BufferedImage image, Path file) throws IOException {
    requirePng(file);
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new UsageException("There is no directory %s to write to.".formatted(folder));
    }
    try (var out = Files.newOutputStream(file)) {
      ImageIO.write(image, "png", out);
    }
  }

  /** Refuses other kinds of files before anything is drawn. */
  static void requirePng(Path file) {
    if (!file.toString().endsWith(".png")) {
      throw new UsageException("Pictures are written as .png, not to %s.".formatted(file));
    }
  }

  @Override
  public void close() {
    handle.close();
    backend.close();
    if (network != null) {
      network.close();
    }
    if (seam != null) {
      seam.close();
    }
  }
}
