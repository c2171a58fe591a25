package io.visavis.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.avatar.plate.PlateRegion;
import io.visavis.avatar.rig.Binding;
import io.visavis.render.scalar.ScalarBackend;
import io.visavis.render.seam.Inpainting;
import io.visavis.render.vector.VectorBackend;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Once the compiler has seen every loop, a frame allocates nothing. */
class AllocationTest {
  private static final int ROUND = 40;
  private static final int ROUNDS = 200;

  static Stream<Supplier<RenderBackend>> backends() {
    return Stream.of(ScalarBackend::new, VectorBackend::new);
  }

  @ParameterizedTest
  @MethodSource("backends")
  void shouldAllocateNothingAFrame(Supplier<RenderBackend> backends) {
    RenderBackend backend = backends.get();
    AvatarHandle ball = backend.load(Scenes.ball(1500, Binding.AFFINE, 1));
    AvatarHandle other = backend.load(Scenes.ball(2500, Binding.FRAME, 2));
    AvatarHandle all =
        backend.load(
            Additions.seen(
                Additions.corrected(
                    Scenes.flame(1200, Binding.BARYCENTRIC, 3), 3, Additions.BEFORE_ACTIVATION),
                3,
                true,
                3));
    AvatarHandle after =
        backend.load(
            Additions.corrected(Scenes.ball(800, Binding.FRAME, 4), 4, Additions.AFTER_ACTIVATION));
    View left = View.orbit(ball.avatar().camera(), 96, 96, 0.1, 0, 1);
    View right = View.orbit(ball.avatar().camera(), 72, 70, -0.1, 0, 1);
    List<DrawRequest> batch =
        List.of(
            new DrawRequest(
                ball,
                List.of(
                    new DrawRequest.Target(left, Background.DEFAULT, Picture.I420.of(96, 96)),
                    new DrawRequest.Target(right, Background.DEFAULT, Picture.I420.of(72, 70)))),
            new DrawRequest(
                other,
                List.of(
                    new DrawRequest.Target(left, Background.TRANSPARENT, Picture.Rgba.of(96, 96)))),
            new DrawRequest(
                other,
                List.of(
                    new DrawRequest.Target(left, Background.DEFAULT, Picture.Packed.of(96, 96)),
                    new DrawRequest.Target(
                        right, Scenes.plate(right, 1), Picture.I420.of(72, 70)))),
            new DrawRequest(
                ball,
                List.of(
                    new DrawRequest.Target(left, mended(left, 20), Picture.I420.of(96, 96)),
                    new DrawRequest.Target(right, mended(right, 30), Picture.I420.of(72, 70)))),
            new DrawRequest(
                all,
                List.of(
                    new DrawRequest.Target(left, Background.DEFAULT, Picture.I420.of(96, 96)),
                    new DrawRequest.Target(right, Background.DEFAULT, Picture.I420.of(72, 70)))),
            new DrawRequest(
                after,
                List.of(
                    new DrawRequest.Target(right, Background.DEFAULT, Picture.I420.of(72, 70)))));
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS && least > 0; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int frame = 0; frame < ROUND; frame++) {
        for (int r = 0; r < batch.size(); r++) {
          batch.get(r).motion()[frame] = frame / (float) ROUND;
          java.util.Arrays.fill(batch.get(r).coefficients(), 0.02f * frame);
        }
        backend.draw(batch);
      }
      least = Math.min(least, (threads.getCurrentThreadAllocatedBytes() - before) / ROUND);
    }
    assertThat(least).as("bytes a frame").isZero();
  }

  /** A plate with a network that darkens, of another size for every view. */
  private static Background mended(View view, int columns) {
    Background.Plate plain = Scenes.plate(view, 2);
    return new Background.Plate(
        plain.width(),
        plain.height(),
        plain.rgb(),
        plain.featherFrom(),
        plain.featherTo(),
        new Inpainting(
            PlateRegion.whole(columns, 16),
            (picture, mask, made) -> {
              for (int i = 0; i < made.length; i++) {
                made[i] = 0.5f * picture[i];
              }
              return true;
            },
            view.width(),
            view.height()));
  }
}
