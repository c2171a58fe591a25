package io.visavis.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.avatar.rig.Binding;
import io.visavis.cuda.shim.ShimDevice;
import io.visavis.render.AvatarHandle;
import io.visavis.render.DrawRequest;
import io.visavis.render.Scenes;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Portrayals of every kind in one batch are drawn like each alone, whatever came before. */
class RaggedBatchTest {

  @Test
  void shouldDrawEveryPortrayalOfABatchLikeAlone() {
    try (ShimDevice device = new ShimDevice();
        CudaBackend backend = new CudaBackend(device);
        CudaBackend other = new CudaBackend(device);
        AvatarHandle small = backend.load(Scenes.ball(300, Binding.AFFINE, 1));
        AvatarHandle ball = backend.load(Scenes.ball(2000, Binding.FRAME, 2));
        AvatarHandle disorder = backend.load(Scenes.disorder(700, 3))) {
      List<DrawRequest> batch =
          List.of(
              Drawing.request(small, 1, Drawing.i420(small, 64, 64, 0)),
              Drawing.request(
                  ball, 2, Drawing.i420(ball, 130, 78, 0.2), Drawing.rgba(ball, 66, 100, -0.2)),
              Drawing.request(disorder, 3, Drawing.floats(disorder, 90, 70, 1)),
              Drawing.request(small, 4, Drawing.rgba(small, 128, 64, 2)));
      backend.draw(batch);
      List<byte[]> together = pictures(batch);
      for (DrawRequest request : batch) {
        other.draw(List.of(request));
      }
      assertThat(pictures(batch)).containsExactlyElementsOf(together);
    }
  }

  @Test
  void shouldDrawBatchesThatComeAndGoLikeAFreshBackend() {
    try (ShimDevice device = new ShimDevice();
        CudaBackend backend = new CudaBackend(device);
        AvatarHandle ball = backend.load(Scenes.ball(900, Binding.AFFINE, 1));
        AvatarHandle disorder = backend.load(Scenes.disorder(400, 2))) {
      DrawRequest one = Drawing.request(ball, 1, Drawing.i420(ball, 96, 96, 0));
      DrawRequest two = Drawing.request(disorder, 2, Drawing.i420(disorder, 64, 80, 0));
      DrawRequest three = Drawing.request(ball, 3, Drawing.i420(ball, 128, 64, 0.5));
      List<List<DrawRequest>> ticks =
          List.of(
              List.of(one),
              List.of(one, two),
              List.of(one, two),
              List.of(two, three),
              List.of(three),
              List.of(one, two, three));
      for (int tick = 0; tick < ticks.size(); tick++) {
        List<DrawRequest> batch = ticks.get(tick);
        for (int i = 0; i < batch.size(); i++) {
          Drawing.move(batch.get(i), 10 * tick + i);
        }
        backend.draw(batch);
        List<byte[]> drawn = pictures(batch);
        try (CudaBackend fresh = new CudaBackend(device)) {
          fresh.draw(batch);
        }
        assertThat(pictures(batch)).as("tick %d", tick).containsExactlyElementsOf(drawn);
      }
    }
  }

  @Test
  void shouldDrawALargeBatchInTwoHalvesTheSame() {
    try (ShimDevice device = new ShimDevice();
        CudaBackend backend = new CudaBackend(device);
        AvatarHandle ball = backend.load(Scenes.ball(200, Binding.FRAME, 1))) {
      List<DrawRequest> batch = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        batch.add(Drawing.request(ball, i, Drawing.i420(ball, 64, 64, 0.1 * i)));
      }
      backend.draw(batch);
      List<byte[]> together = pictures(batch);
      backend.draw(batch.subList(0, 3));
      backend.draw(batch.subList(3, 30));
      backend.draw(batch.subList(30, 40));
      assertThat(pictures(batch)).containsExactlyElementsOf(together);
    }
  }

  private static List<byte[]> pictures(List<DrawRequest> batch) {
    return batch.stream()
        .flatMap(r -> r.targets().stream())
        .map(t -> Drawing.bytes(t.picture()))
        .toList();
  }
}
