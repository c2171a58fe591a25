package io.visavis.server.lane;

import io.visavis.avatar.Avatar;
import io.visavis.render.Backdrop;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Scales what is behind a portrayal to the sizes that are watched, before the lane draws it: that
 * takes longer than a lane has. Any thread; the one that asks does the work.
 */
final class Backing {
  /** Formats that are scaled for; viewers may ask for a thousand sizes. */
  private static final int MOST = 8;

  private final Set<PictureFormat> formats = new LinkedHashSet<>();
  private Avatar avatar;
  private Backdrop backdrop = Backdrop.OWN;

  Backing(Avatar avatar) {
    this.avatar = avatar;
  }

  synchronized void watch(PictureFormat format) {
    if (formats.add(format)) {
      if (formats.size() > MOST) {
        formats.remove(formats.iterator().next());
      }
      scale();
    }
  }

  synchronized void show(Avatar next) {
    avatar = next;
    scale();
  }

  synchronized void back(Backdrop next) {
    backdrop = next;
    scale();
  }

  private void scale() {
    for (PictureFormat format : formats) {
      for (int side : format.sizes()) {
        // Kept by its picture.
        var _ = format.background(backdrop, avatar, null, side);
      }
    }
  }
}
