package io.visavis.server.lane;

import io.visavis.inference.corrective.CoefficientModel;
import io.visavis.inference.inpaint.InpaintModel;
import io.visavis.render.AvatarHandle;
import io.visavis.render.seam.Inpainter;
import org.jspecify.annotations.Nullable;

/**
 * An avatar that is ready to be shown.
 *
 * @param handle prepared for drawing
 * @param network gives the coefficients of its correctives; null where nothing does
 * @param seam mends where it meets its plate; null where nothing does
 */
public record LoadedAvatar(
    AvatarHandle handle, @Nullable CoefficientModel network, @Nullable InpaintModel seam) {
  /** What draws its plate with {@link #seam}. */
  @Nullable Inpainter inpainter() {
    return seam == null ? null : seam::inpaint;
  }

  void close() {
    handle.close();
    if (network != null) {
      network.close();
    }
    if (seam != null) {
      seam.close();
    }
  }
}
