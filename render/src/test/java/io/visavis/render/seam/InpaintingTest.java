package io.visavis.render.seam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.motion.MotionSpace;
import io.visavis.avatar.plate.PlateRegion;
import io.visavis.avatar.rig.Binding;
import io.visavis.render.Agreement;
import io.visavis.render.Background;
import io.visavis.render.DrawRequest;
import io.visavis.render.Picture;
import io.visavis.render.RenderBackend;
import io.visavis.render.Scenes;
import io.visavis.render.View;
import io.visavis.render.oracle.OracleBackend;
import io.visavis.render.scalar.ScalarBackend;
import io.visavis.render.vector.VectorBackend;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pictures in which a network mends where head and plate meet: GaussianTalker's eq. 19. */
class InpaintingTest {
  private static final int WIDTH = 120;
  private static final int HEIGHT = 96;
  private static final PlateRegion LOW = new PlateRegion(0.2f, 0.45f, 0.7f, 0.55f, 40, 24);

  private final Avatar ball = Scenes.ball(6_000, Binding.AFFINE, 7);
  private final View view = View.orbit(ball.camera(), WIDTH, HEIGHT, 0.3, -0.1, 1);

  static Stream<Supplier<RenderBackend>> backends() {
    return Stream.of(ScalarBackend::new, VectorBackend::new, OracleBackend::new);
  }

  /** M F(X) with F(X) = X, whatever the pixels that the network has. */
  @ParameterizedTest
  @MethodSource("backends")
  void shouldFollowTheEquationWithANetworkThatChangesNothing(Supplier<RenderBackend> backend) {
    Background.Plate plain = Scenes.plate(view, 3);
    Picture.FloatRgb head = drawn(backend, Background.TRANSPARENT);
    for (PlateRegion region :
        List.of(PlateRegion.whole(WIDTH, HEIGHT), PlateRegion.whole(31, 400))) {
      Picture.FloatRgb shown = drawn(backend, mended(plain, region, InpaintingTest::same));
      for (int i = 0; i < WIDTH * HEIGHT; i++) {
        double m = plain.weight(i / WIDTH);
        double mask = m * head.alpha()[i];
        for (int c = 0; c < 3; c++) {
          double behind = plain.sample(i, c) / 255.0;
          double x = m * head.rgb()[c * WIDTH * HEIGHT + i] + (1 - mask) * behind;
          assertThat((double) shown.rgb()[c * WIDTH * HEIGHT + i])
              .isCloseTo((1 - mask) * behind + mask * x, within(2e-6));
        }
      }
    }
  }

  /** (1 - M) plate + M F(X) where F makes everything green. */
  @ParameterizedTest
  @MethodSource("backends")
  void shouldShowWhatTheNetworkMakesWhereTheHeadIsAndNowhereElse(Supplier<RenderBackend> backend) {
    Background.Plate plain = Scenes.plate(view, 4);
    Picture.FloatRgb before = drawn(backend, plain);
    PlateRegion region = PlateRegion.whole(WIDTH, HEIGHT);
    Picture.FloatRgb after = drawn(backend, mended(plain, region, InpaintingTest::green));
    int green = 0;
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
      double mask = plain.weight(i / WIDTH) * before.alpha()[i];
      for (int c = 0; c < 3; c++) {
        double made = c == 1 ? 1 : 0;
        double behind = plain.sample(i, c) / 255.0;
        assertThat((double) after.rgb()[c * WIDTH * HEIGHT + i])
            .isCloseTo((1 - mask) * behind + mask * made, within(1e-5));
      }
      green += mask > 0.9 ? 1 : 0;
    }
    assertThat(green).as("pixels of the head").isGreaterThan(500);
  }

  @ParameterizedTest
  @MethodSource("backends")
  void shouldKeepWhatLiesOutsideOfTheRegion(Supplier<RenderBackend> backend) {
    Background.Plate plain = Scenes.plate(view, 5);
    Picture.FloatRgb before = drawn(backend, plain);
    Picture.FloatRgb after = drawn(backend, mended(plain, LOW, InpaintingTest::green));
    int changed = 0;
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
      int row = i / WIDTH;
      double x = (i % WIDTH + 0.5) / WIDTH;
      double y = (row + 0.5) / HEIGHT;
      boolean outside = x < 0.2 || x > 0.9 || y < 0.45;
      for (int c = 0; c < 3; c++) {
        float a = before.rgb()[c * WIDTH * HEIGHT + i];
        float b = after.rgb()[c * WIDTH * HEIGHT + i];
        if (outside) {
          assertThat(b).isEqualTo(a);
        }
        changed += Math.abs(a - b) > 0.1 ? 1 : 0;
      }
    }
    assertThat(changed).isGreaterThan(500);
  }

  @ParameterizedTest
  @MethodSource("backends")
  void shouldDrawAsWithoutANetworkWhereItMakesNothing(Supplier<RenderBackend> backend) {
    Background.Plate plain = Scenes.plate(view, 6);
    Background.Plate failing = mended(plain, LOW, (picture, mask, made) -> false);
    assertThat(drawn(backend, failing).rgb()).isEqualTo(drawn(backend, plain).rgb());
  }

  @ParameterizedTest
  @MethodSource("backends")
  void shouldRunNoNetworkWhereThereIsNoPlateInThePicture(Supplier<RenderBackend> backends) {
    Background.Plate plate =
        mended(
            Scenes.plate(view, 6),
            LOW,
            (picture, mask, made) -> {
              throw new AssertionError("run");
            });
    RenderBackend backend = backends.get();
    Picture.Packed packed = Picture.Packed.of(WIDTH, HEIGHT);
    backend.draw(
        List.of(
            new DrawRequest(
                backend.load(ball), List.of(new DrawRequest.Target(view, plate, packed)))));
    assertThat(packed.both().y()).isNotEqualTo(new byte[packed.both().y().length]);
  }

  @ParameterizedTest
  @MethodSource("backends")
  void shouldDrawLikeTheOracle(Supplier<RenderBackend> backend) {
    Agreement agreement = new Agreement(backend.get());
    for (PlateRegion region :
        List.of(
            LOW,
            PlateRegion.whole(16, 16),
            PlateRegion.whole(200, 150),
            new PlateRegion(0, 0.7f, 1, 0.3f, 150, 20),
            new PlateRegion(0.1f, 0, 0.3f, 0.9f, 20, 90),
            new PlateRegion(0.95f, 0.95f, 0.05f, 0.05f, 64, 512))) {
      agreement.assertSamePicture(
          region.toString(),
          ball,
          Scenes.motion(MotionSpace.ARKIT, 2),
          view,
          mended(Scenes.plate(view, 8), region, blurred(region)));
    }
  }

  private static Background.Plate mended(
      Background.Plate plain, PlateRegion region, Inpainter network) {
    return new Background.Plate(
        plain.width(),
        plain.height(),
        plain.rgb(),
        plain.featherFrom(),
        plain.featherTo(),
        new Inpainting(region, network, plain.width(), plain.height()));
  }

  private static boolean same(float[] picture, float[] mask, float[] made) {
    System.arraycopy(picture, 0, made, 0, picture.length);
    return true;
  }

  private static boolean green(float[] picture, float[] mask, float[] made) {
    int pixels = made.length / 3;
    java.util.Arrays.fill(made, 0);
    java.util.Arrays.fill(made, pixels, 2 * pixels, 1);
    return true;
  }

  /** Means of three pixels across, redder where the head is: what a small network may do. */
  private static Inpainter blurred(PlateRegion region) {
    int columns = region.columns();
    int pixels = columns * region.rows();
    return (picture, mask, made) -> {
      for (int i = 0; i < 3 * pixels; i++) {
        int left = i % columns > 0 ? i - 1 : i;
        int right = i % columns < columns - 1 ? i + 1 : i;
        made[i] = (picture[left] + picture[i] + picture[right]) / 3;
        made[i] += i < pixels ? 0.2f * mask[i] : 0;
      }
      return true;
    };
  }

  private Picture.FloatRgb drawn(Supplier<RenderBackend> backends, Background behind) {
    RenderBackend backend = backends.get();
    Picture.FloatRgb picture = Picture.FloatRgb.of(WIDTH, HEIGHT);
    backend.draw(
        List.of(
            new DrawRequest(
                backend.load(ball), List.of(new DrawRequest.Target(view, behind, picture)))));
    return picture;
  }
}
