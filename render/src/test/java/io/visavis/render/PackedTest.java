package io.visavis.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.GaussianCloud;
import io.visavis.avatar.motion.MotionSpace;
import io.visavis.avatar.rig.Binding;
import io.visavis.render.scalar.ScalarBackend;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a viewer makes of colour beside matte. */
class PackedTest {
  private static final int SIZE = 128;

  private final RenderBackend backend = new ScalarBackend();

  @Test
  void shouldGiveTheDirectPictureWhenCompositedOverAnyColour() {
    AvatarHandle ball = backend.load(Scenes.ball(9000, Binding.AFFINE, 3));
    View view = View.front(ball.avatar().camera(), SIZE, SIZE);
    Picture.Packed packed = Picture.Packed.of(SIZE, SIZE);
    draw(ball, view, Background.DEFAULT, packed);
    for (Background.Colour behind :
        List.of(new Background.Colour(1, 1, 1), new Background.Colour(0, 0, 0.2f))) {
      Picture.I420 direct = Picture.I420.of(SIZE, SIZE);
      draw(ball, view, behind, direct);

      double page = Bt601.of(0, behind.r(), behind.g(), behind.b());
      double squares = 0;
      for (int i = 0; i < SIZE * SIZE; i++) {
        double shown = matte(packed, i) * luma(packed, i) + (1 - matte(packed, i)) * page;
        squares += Math.pow(shown + 16 - (direct.y()[i] & 255), 2);
      }

      assertThat(Math.sqrt(squares / (SIZE * SIZE))).as("RMS of luma levels").isLessThan(1);
    }
  }

  @Test
  void shouldHaveNoDarkFringe() {
    Avatar ball = Scenes.ball(9000, Binding.AFFINE, 3);
    AvatarHandle bright = backend.load(ball.with(painted(ball.gaussians()), ball.correctives()));
    View view = View.front(bright.avatar().camera(), SIZE, SIZE);
    Picture.Packed packed = Picture.Packed.of(SIZE, SIZE);

    draw(bright, view, Background.DEFAULT, packed);

    double own = Bt601.of(0, 0.9, 0.7, 0.6);
    for (int i = 0; i < SIZE * SIZE; i++) {
      assertThat(luma(packed, i)).as("colour at pixel %d", i).isBetween(own - 2, own + 2);
    }
    assertThat(matte(packed, 0)).as("the corner is clear").isZero();
    assertThat(matte(packed, SIZE * SIZE / 2 + SIZE / 2)).as("the head is not").isGreaterThan(0.5);
    int[] chroma = {128 + (int) Math.round(Bt601.of(1, 0.9, 0.7, 0.6)), 128};
    for (int half = 0; half < 2; half++) {
      for (int i = 0; i < SIZE / 2; i++) {
        assertThat(packed.both().u()[half * SIZE / 2 + i] & 255)
            .isBetween(chroma[half] - 1, chroma[half] + 1);
      }
    }
  }

  @Test
  void shouldBeBlackAndClearWhereNothingIsSeen() {
    AvatarHandle ball = backend.load(Scenes.ball(500, Binding.AFFINE, 3));
    View away = new View(new float[] {1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, -5}, 90, 90, 32, 32, 64, 64);
    Picture.Packed packed = Picture.Packed.of(64, 64);

    draw(ball, away, Background.DEFAULT, packed);

    for (byte luma : packed.both().y()) {
      assertThat(luma).isEqualTo((byte) 16);
    }
  }

  private void draw(AvatarHandle avatar, View view, Background behind, Picture picture) {
    backend.draw(
        List.of(
            new DrawRequest(
                avatar,
                MotionSpace.ARKIT,
                List.of(new DrawRequest.Target(view, behind, picture)))));
  }

  /** The same Gaussians, all of one light colour. */
  private static GaussianCloud painted(GaussianCloud cloud) {
    float[][] colour = new float[3][cloud.size()];
    Arrays.fill(colour[0], 0.9f);
    Arrays.fill(colour[1], 0.7f);
    Arrays.fill(colour[2], 0.6f);
    return new GaussianCloud(
        cloud.binding(),
        cloud.parent(),
        cloud.origin(),
        cloud.mean(),
        cloud.factor(),
        cloud.opacity(),
        colour,
        cloud.harmonics());
  }

  private static double luma(Picture.Packed packed, int pixel) {
    return (packed.both().y()[at(pixel)] & 255) - 16;
  }

  private static double matte(Picture.Packed packed, int pixel) {
    return ((packed.both().y()[at(pixel) + SIZE] & 255) - 16) / Picture.Packed.MATTE;
  }

  private static int at(int pixel) {
    return pixel / SIZE * 2 * SIZE + pixel % SIZE;
  }
}
