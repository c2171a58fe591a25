package io.visavis.media.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.media.sdp.SdpOffer;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** A head of hair that sways leaves nothing behind on a plain background. */
class LeftBehindTest {
  private static final int SIDE = 256;
  private static final int PICTURES = 250;

  /** Pictures; a second and more, in which what was left behind has to be gone. */
  private static final int BEFORE = 45;

  private static final int SWAY = 24;
  private static final int BACKGROUND = 100;
  private static final int[] CHROMA = {134, 122};

  private final WebRtc rtc = WebRtc.open();
  private final float[] cover = new float[SIDE * SIDE];
  private final byte[][] luma = new byte[PICTURES][SIDE * SIDE];
  private final byte[][][] chroma = new byte[2][PICTURES][SIDE * SIDE / 4];

  @Test
  void shouldLeaveNothingBehindWhereHairHasBeen() throws Exception {
    strands();
    for (int n = 0; n < PICTURES; n++) {
      draw(n);
    }
    AtomicInteger pictures = new AtomicInteger();
    AtomicInteger left = new AtomicInteger();
    long start = System.nanoTime() + 1_000_000_000L;
    byte[] u = new byte[SIDE * SIDE / 4];
    byte[] v = new byte[SIDE * SIDE / 4];
    VideoReceiver viewer =
        new VideoReceiver(
            rtc,
            IceSettings.DEFAULT,
            (picture, at) -> {
              int n = (int) ((at - start) / 40_000_000);
              if (picture.width() == SIDE && n > 2 * BEFORE && n < PICTURES - 1) {
                picture.copyChroma(u, v);
                pictures.incrementAndGet();
                left.addAndGet(strange(u, v, n));
              }
            },
            (pcm, count, at) -> {},
            s -> {});
    try (viewer;
        AvatarSource source = new AvatarSource(rtc, "test");
        AvatarSender sender =
            new AvatarSender(
                rtc,
                source,
                SdpOffer.parse(viewer.offer()),
                IceSettings.DEFAULT,
                SenderSettings.DEFAULT,
                s -> {})) {
      viewer.answer(sender.answer());
      for (int n = 0; n < PICTURES; n++) {
        source.pictures().push(n, SIDE, SIDE, luma[n], chroma[0][n], chroma[1][n], new Unwatched());
        long next = start + n * 40_000_000L;
        while (next - System.nanoTime() > 0) {
          LockSupport.parkNanos(next - System.nanoTime());
        }
      }
    }
    assertThat(pictures.get()).isGreaterThan(PICTURES / 4);
    assertThat(left.get()).as("strange pixels").isLessThan(pictures.get());
  }

  private record Unwatched() implements PicturePusher.Outcome {
    @Override
    public void pushed(long n, long atNanos) {}

    @Override
    public void dropped(long n) {}
  }

  /** A disc of strands with loose ends. */
  private void strands() {
    Random random = new Random(7);
    for (int strand = 0; strand < 900; strand++) {
      double angle = random.nextDouble() * 2 * Math.PI;
      double end = 70 + 18 * random.nextDouble();
      double bend = random.nextGaussian() * 0.15;
      for (double r = 0; r < end; r += 0.5) {
        double a = angle + bend * r / end;
        int x = (int) (SIDE / 2 + r * Math.cos(a));
        int y = (int) (SIDE / 2 + r * Math.sin(a));
        int at = y * SIDE + x;
        cover[at] = (float) Math.max(cover[at], Math.min(1, (end - r) / 12) * 0.9);
      }
    }
  }

  private static double sway(int n) {
    return SWAY * Math.sin(2 * Math.PI * n / 110) + 4 * Math.sin(2 * Math.PI * n / 37);
  }

  private void draw(int n) {
    double shift = sway(n);
    int whole = (int) Math.floor(shift);
    float part = (float) (shift - whole);
    Arrays.fill(luma[n], (byte) BACKGROUND);
    float[] alpha = new float[SIDE * SIDE];
    for (int i = SIDE; i < SIDE * SIDE - SIDE; i++) {
      int from = Math.floorMod(i % SIDE - whole, SIDE);
      int beside = Math.floorMod(from - 1, SIDE);
      int row = i / SIDE * SIDE;
      alpha[i] = (1 - part) * cover[row + from] + part * cover[row + beside];
      luma[n][i] = (byte) Math.round(BACKGROUND + alpha[i] * (85 + i % 7 * 4 - BACKGROUND));
    }
    for (int y = 0; y < SIDE / 2; y++) {
      for (int x = 0; x < SIDE / 2; x++) {
        int at = 2 * y * SIDE + 2 * x;
        float a = (alpha[at] + alpha[at + 1] + alpha[at + SIDE] + alpha[at + SIDE + 1]) / 4;
        chroma[0][n][y * SIDE / 2 + x] = (byte) Math.round(CHROMA[0] + a * (105 - CHROMA[0]));
        chroma[1][n][y * SIDE / 2 + x] = (byte) Math.round(CHROMA[1] + a * (165 - CHROMA[1]));
      }
    }
  }

  /** How many pixels have a colour though no hair has been near for long. */
  private int strange(byte[] u, byte[] v, int n) {
    int count = 0;
    for (int y = 4; y < SIDE / 2 - 4; y++) {
      for (int x = 4; x < SIDE / 2 - 4; x++) {
        int at = y * SIDE / 2 + x;
        boolean coloured =
            Math.abs((u[at] & 0xff) - CHROMA[0]) > 6 || Math.abs((v[at] & 0xff) - CHROMA[1]) > 6;
        if (coloured && bareSince(n - BEFORE, n + 2, x, y)) {
          count++;
        }
      }
    }
    return count;
  }

  private boolean bareSince(int from, int to, int x, int y) {
    for (int n = from; n <= Math.min(to, PICTURES - 1); n++) {
      for (int near = -3; near <= 3; near++) {
        int at = y * SIDE / 2 + x + near;
        if ((chroma[1][n][at] & 0xff) != CHROMA[1]
            || (chroma[1][n][at + near * SIDE / 2] & 0xff) != CHROMA[1]) {
          return false;
        }
      }
    }
    return true;
  }
}
