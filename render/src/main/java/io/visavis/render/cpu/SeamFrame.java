package io.visavis.render.cpu;

import io.visavis.render.Background;
import io.visavis.render.seam.Inpainting;
import io.visavis.render.seam.SeamAxis;

/**
 * Mends where a head meets its plate: {@link Inpainting} says what is computed. Scratch of one back
 * end instance; grows with the largest region, then allocates nothing.
 */
final class SeamFrame {
  private static final float SCALE = 1f / Background.WHITE;

  /** [3, rows, columns] what the network sees. */
  private float[] seen = new float[0];

  /** [3, rows, columns] what it makes of it, then by how much that differs. */
  private float[] made = new float[0];

  /** [rows, columns] */
  private float[] mask = new float[0];

  /** [pixels down, columns] a channel of the picture whose rows have been shrunk. */
  private float[] shrunk = new float[0];

  /** A row of the mask. */
  private float[] masked = new float[0];

  /** [3, columns] a row of the change between two of the network's. */
  private final float[][] change = new float[3][0];

  /** Mends a frame in which the head has been eased over the plate. */
  void mend(FloatFrame frame, Background.Plate plate, Inpainting seam) {
    int pixels = seam.across().count() * seam.down().count();
    resize(seam, frame.width(), pixels);
    for (int c = 0; c < 3; c++) {
      shrinkColour(frame, c, seam);
      gather(seam, seen, c * pixels);
    }
    shrinkMask(frame, plate, seam);
    gather(seam, mask, 0);
    if (!seam.network().inpaint(seen, mask, made)) {
      return;
    }
    for (int i = 0; i < 3 * pixels; i++) {
      made[i] -= seen[i];
    }
    for (int y = 0; y < seam.down().length(); y++) {
      if (maskRow(frame, plate, seam.down().first() + y)) {
        spread(seam, y);
        row(frame, plate, seam, y);
      }
    }
  }

  private void resize(Inpainting seam, int width, int pixels) {
    int columns = seam.across().count();
    if (mask.length < pixels) {
      seen = new float[3 * pixels];
      made = new float[3 * pixels];
      mask = new float[pixels];
    }
    int rows = rows(seam.down());
    if (shrunk.length < rows * columns) {
      shrunk = new float[rows * columns];
    }
    if (masked.length < width) {
      masked = new float[width];
    }
    if (change[0].length < columns) {
      for (int c = 0; c < 3; c++) {
        change[c] = new float[columns];
      }
    }
  }

  /** Rows of the picture that the network sees, a little more than those that it changes. */
  private static int rows(SeamAxis down) {
    int last = down.count() - 1;
    return down.from(last) + down.shares(last).length - down.from(0);
  }

  private void shrinkColour(FloatFrame frame, int channel, Inpainting seam) {
    SeamAxis down = seam.down();
    for (int y = 0; y < rows(down); y++) {
      int at = (down.from(0) + y) * frame.width();
      shrink(seam.across(), frame.rgb()[channel], at, y);
    }
  }

  private void shrinkMask(FloatFrame frame, Background.Plate plate, Inpainting seam) {
    SeamAxis down = seam.down();
    for (int y = 0; y < rows(down); y++) {
      maskRow(frame, plate, down.from(0) + y);
      shrink(seam.across(), masked, 0, y);
    }
  }

  /** M of a row of the picture; returns whether any of the head is in it. */
  private boolean maskRow(FloatFrame frame, Background.Plate plate, int row) {
    float m = (float) plate.weight(row);
    int at = row * frame.width();
    float most = 0;
    for (int x = 0; x < frame.width(); x++) {
      masked[x] = m * (1 - frame.transmittance()[at + x]);
      most = Math.max(most, masked[x]);
    }
    return most > 0;
  }

  private void shrink(SeamAxis across, float[] from, int at, int row) {
    for (int j = 0; j < across.count(); j++) {
      float[] shares = across.shares(j);
      int first = at + across.from(j);
      float sum = 0;
      for (int k = 0; k < shares.length; k++) {
        sum += shares[k] * from[first + k];
      }
      shrunk[row * across.count() + j] = sum;
    }
  }

  /** Shrinks the columns of what has shrunk rows. */
  private void gather(Inpainting seam, float[] to, int at) {
    SeamAxis down = seam.down();
    int columns = seam.across().count();
    for (int i = 0; i < down.count(); i++) {
      float[] shares = down.shares(i);
      int first = down.from(i) - down.from(0);
      int out = at + i * columns;
      for (int j = 0; j < columns; j++) {
        to[out + j] = shares[0] * shrunk[first * columns + j];
      }
      for (int k = 1; k < shares.length; k++) {
        float share = shares[k];
        int in = (first + k) * columns;
        for (int j = 0; j < columns; j++) {
          to[out + j] += share * shrunk[in + j];
        }
      }
    }
  }

  /** What changes at a row of the picture, still with the network's columns. */
  private void spread(Inpainting seam, int y) {
    int columns = seam.across().count();
    int pixels = columns * seam.down().count();
    float part = seam.down().part(y);
    for (int c = 0; c < 3; c++) {
      int in = c * pixels + seam.down().below(y) * columns;
      float[] to = change[c];
      for (int j = 0; j < columns; j++) {
        to[j] = made[in + j] + part * (made[in + columns + j] - made[in + j]);
      }
    }
  }

  private void row(FloatFrame frame, Background.Plate plate, Inpainting seam, int y) {
    float weight = seam.down().weight(y);
    SeamAxis across = seam.across();
    int start = (seam.down().first() + y) * frame.width() + across.first();
    for (int c = 0; c < 3; c++) {
      float[] picture = frame.rgb()[c];
      int shift = 16 - 8 * c;
      for (int x = 0; x < across.length(); x++) {
        int i = start + x;
        float behind = SCALE * (plate.rgb()[i] >> shift & 255);
        int j = across.below(x);
        float changed =
            picture[i] + change[c][j] + across.part(x) * (change[c][j + 1] - change[c][j]);
        float inpainted = behind + masked[across.first() + x] * (changed - behind);
        picture[i] += weight * across.weight(x) * (inpainted - picture[i]);
      }
    }
  }
}
