package io.visavis.server.lane;

import io.visavis.inference.corrective.CoefficientModel;
import io.visavis.render.AvatarHandle;
import org.jspecify.annotations.Nullable;

/**
 * An avatar that is ready to be shown.
 *
 * @param handle prepared for drawing
 * @param network gives the coefficients of its correctives; null where nothing does
 */
public record LoadedAvatar(AvatarHandle handle, @Nullable CoefficientModel network) {
  void close() {
    handle.close();
    if (network != null) {
      network.close();
    }
  }
}
