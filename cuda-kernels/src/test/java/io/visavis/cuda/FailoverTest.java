package io.visavis.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.avatar.rig.Binding;
import io.visavis.cuda.shim.ShimDevice;
import io.visavis.render.AvatarHandle;
import io.visavis.render.DrawRequest;
import io.visavis.render.Picture;
import io.visavis.render.RenderBackend;
import io.visavis.render.RenderBackendProvider;
import io.visavis.render.Scenes;
import io.visavis.render.failover.FailoverBackend;
import io.visavis.render.scalar.ScalarBackend;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** A GPU that is lost or full in the middle of conversations. */
class FailoverTest {
  private final ShimDevice device = new ShimDevice();
  private final List<String> told = new ArrayList<>();
  private final FailoverBackend backend =
      new FailoverBackend(
          provider("cuda", () -> new CudaBackend(device)),
          provider("scalar", ScalarBackend::new),
          told::add,
          avatar -> {});

  @Test
  void shouldGoOnOnTheCpuInTheTickInWhichTheGpuIsLost() {
    AvatarHandle ball = backend.load(Scenes.ball(2000, Binding.FRAME, 1));
    DrawRequest request = Drawing.request(ball, 1, Drawing.i420(ball, 128, 128, 0.2));
    backend.draw(List.of(request));
    byte[] gpu = Drawing.bytes(request.targets().getFirst().picture());
    assertThat(backend.name()).isEqualTo("cuda");

    device.lose();
    blacken(request);
    backend.draw(List.of(request));

    assertThat(backend.name()).isEqualTo("scalar");
    assertThat(told).containsExactly("The device is lost. In a tick of 1 portrayal: ball.");
    assertSame(gpu, Drawing.bytes(request.targets().getFirst().picture()));
    backend.draw(List.of(request));
    assertThat(told).as("said once").hasSize(1);
  }

  @Test
  void shouldDrawTheAvatarThatDoesNotFitOnTheCpuAndTheOthersOnTheGpu() {
    AvatarHandle small = backend.load(Scenes.ball(500, Binding.FRAME, 1));
    device.limit(device.used() + 2_000_000);
    AvatarHandle large = backend.load(Scenes.ball(40_000, Binding.FRAME, 2));
    DrawRequest one = Drawing.request(small, 1, Drawing.i420(small, 64, 64, 0));
    DrawRequest two = Drawing.request(large, 2, Drawing.i420(large, 64, 64, 0));

    backend.draw(List.of(one, two));

    assertThat(backend.name()).isEqualTo("cuda");
    assertThat(told).isEmpty();
    for (DrawRequest request : List.of(one, two)) {
      byte[] drawn = Drawing.bytes(request.targets().getFirst().picture());
      ScalarBackend plain = new ScalarBackend();
      AvatarHandle handle = plain.load(request.avatar().avatar());
      DrawRequest again = new DrawRequest(handle, request.targets());
      System.arraycopy(request.motion(), 0, again.motion(), 0, again.motion().length);
      plain.draw(List.of(again));
      assertSame(Drawing.bytes(again.targets().getFirst().picture()), drawn);
    }
  }

  @Test
  void shouldGoToTheCpuWhenTicksNoLongerFit() {
    AvatarHandle ball = backend.load(Scenes.ball(2000, Binding.FRAME, 1));
    device.limit(device.used() + 100_000);
    DrawRequest request = Drawing.request(ball, 1, Drawing.i420(ball, 256, 256, 0));
    backend.draw(List.of(request));
    assertThat(backend.name()).isEqualTo("scalar");
    assertThat(told).hasSize(1).first().asString().contains("bytes left");
  }

  private static void blacken(DrawRequest request) {
    java.util.Arrays.fill(((Picture.I420) request.targets().getFirst().picture()).y(), (byte) 0);
  }

  private static void assertSame(byte[] a, byte[] b) {
    int far = 0;
    for (int i = 0; i < a.length; i++) {
      far += Math.abs((a[i] & 255) - (b[i] & 255)) > 1 ? 1 : 0;
    }
    assertThat(far)
        .as("samples of %d that differ by more than 1", a.length)
        .isLessThanOrEqualTo(a.length / 1000);
  }

  private static RenderBackendProvider provider(String name, Supplier<RenderBackend> make) {
    return new RenderBackendProvider() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public int rank() {
        return 1;
      }

      @Override
      public Optional<String> obstacle() {
        return Optional.empty();
      }

      @Override
      public RenderBackend open() {
        return make.get();
      }

      @Override
      public boolean mayFail() {
        return true;
      }
    };
  }
}
