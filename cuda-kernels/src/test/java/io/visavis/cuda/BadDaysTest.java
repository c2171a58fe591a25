package io.visavis.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.visavis.avatar.rig.Binding;
import io.visavis.cuda.device.DeviceException;
import io.visavis.cuda.device.Kernel;
import io.visavis.cuda.jcuda.DriverVersion;
import io.visavis.cuda.shim.ShimDevice;
import io.visavis.render.Agreement;
import io.visavis.render.AvatarHandle;
import io.visavis.render.BackendFailedException;
import io.visavis.render.Background;
import io.visavis.render.DrawRequest;
import io.visavis.render.RenderBackends;
import io.visavis.render.Scenes;
import io.visavis.render.View;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What goes wrong on a GPU, and what users see of it. */
class BadDaysTest {

  @Test
  void shouldSayWhyThereIsNoGpu() {
    CudaProvider without =
        new CudaProvider(
            () -> {
              throw new DeviceException("No NVIDIA driver was found.");
            });
    assertThat(without.obstacle()).hasValue("No NVIDIA driver was found.");
    assertThatThrownBy(without::open)
        .isInstanceOf(BackendFailedException.class)
        .hasMessage("No NVIDIA driver was found.");
  }

  /** On a machine without one the CPU draws, and asking for the GPU says why not. */
  @Test
  void shouldPickTheGpuWhereItWorksAndTheCpuWhereNot() {
    assertThat(RenderBackends.names()).startsWith("cuda", "vector");
    Optional<String> obstacle = new CudaProvider().obstacle();
    if (obstacle.isEmpty()) {
      assertThat(RenderBackends.pick(Optional.empty()).name()).isEqualTo("cuda");
      return;
    }
    assertThat(obstacle.get()).contains("NVIDIA driver").endsWith(".");
    assertThatThrownBy(() -> RenderBackends.pick(Optional.of("cuda")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'cuda' does not work here: " + obstacle.get());
    assertThat(RenderBackends.pick(Optional.empty()).name()).isNotEqualTo("cuda");
  }

  @Test
  void shouldSayThatTheDeviceIsFull() {
    try (ShimDevice device = new ShimDevice();
        CudaBackend backend = new CudaBackend(device)) {
      device.limit(100_000);
      assertThatThrownBy(() -> backend.load(Scenes.ball(5000, Binding.AFFINE, 1)))
          .isInstanceOf(BackendFailedException.class)
          .hasMessageContaining("100000 bytes left");
    }
  }

  @Test
  void shouldLeaveNothingBehindWhereThePicturesDoNotFit() {
    ShimDevice device = new ShimDevice();
    CudaBackend backend = new CudaBackend(device);
    AvatarHandle ball = backend.load(Scenes.ball(1000, Binding.AFFINE, 1));
    device.limit(device.used() + 200_000);
    DrawRequest request = Drawing.request(ball, 1, Drawing.i420(ball, 512, 512, 0));
    assertThatThrownBy(() -> backend.draw(List.of(request)))
        .isInstanceOf(BackendFailedException.class);
    backend.close();
    ball.close();
    device.close();
  }

  @Test
  void shouldDrawMotionThatIsNoNumberAsRest() {
    try (ShimDevice device = new ShimDevice();
        CudaBackend backend = new CudaBackend(device);
        AvatarHandle ball = backend.load(Scenes.ball(800, Binding.AFFINE, 1))) {
      DrawRequest broken = new DrawRequest(ball, List.of(Drawing.i420(ball, 64, 64, 0)));
      DrawRequest rest = new DrawRequest(ball, List.of(Drawing.i420(ball, 64, 64, 0)));
      Arrays.fill(broken.motion(), Float.NaN);
      backend.draw(List.of(broken, rest));
      assertThat(Drawing.bytes(broken.targets().getFirst().picture()))
          .isEqualTo(Drawing.bytes(rest.targets().getFirst().picture()));
    }
  }

  /** So tall that every Gaussian fills many rows: more than row lists are reserved for. */
  @Test
  void shouldDrawWhatDoesNotFitIntoRowLists() {
    try (ShimDevice device = new ShimDevice();
        CudaBackend backend = new CudaBackend(device)) {
      var avatar = Scenes.disorder(1500, 4);
      View tall = View.orbit(avatar.camera(), 64, 1024, 0.4, 0, 2);
      new Agreement(backend)
          .assertSamePicture("tall", avatar, new float[55], tall, Background.DEFAULT);
      assertThat(backend.overflows()).as("rows without lists").isPositive();
    }
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void shouldNameTheKernelThatFailsAndWhatWasDrawn(Kernel kernel) {
    ShimDevice device = new ShimDevice();
    try (CudaBackend backend = new CudaBackend(device)) {
      List<DrawRequest> both = both(backend);
      backend.draw(both);
      device.breakKernel(kernel);
      assertThatThrownBy(() -> backend.draw(both))
          .isInstanceOf(BackendFailedException.class)
          .hasMessage(
              "A kernel met an illegal address. The kernel was %s. In a tick of 2 portrayals: ball,"
                  + " disorder.",
              kernel.symbol());
    }
  }

  static List<Kernel> kernels() {
    return Kernel.TICK;
  }

  @Test
  void shouldNameTheOnePortrayalWhereTheyAreDrawnOneByOne() {
    ShimDevice device = new ShimDevice();
    try (CudaBackend backend = new CudaBackend(device)) {
      List<DrawRequest> both = both(backend);
      device.stepwise(true);
      device.breakKernel(Kernel.LIST_ROWS);
      assertThatThrownBy(() -> backend.draw(both))
          .hasMessageEndingWith("The kernel was listRows. In a tick of 1 portrayal: ball.");
    }
  }

  private static List<DrawRequest> both(CudaBackend backend) {
    AvatarHandle ball = backend.load(Scenes.ball(300, Binding.AFFINE, 1));
    AvatarHandle disorder = backend.load(Scenes.disorder(100, 1));
    return List.of(
        Drawing.request(ball, 1, Drawing.i420(ball, 64, 64, 0)),
        Drawing.request(disorder, 1, Drawing.i420(disorder, 64, 64, 0)));
  }

  /** A slice has its own memory and its own addresses; one that is full is no matter to others. */
  @Test
  void shouldDrawOnSlicesOfACard() {
    try (ShimDevice slice = new ShimDevice();
        ShimDevice other = new ShimDevice();
        CudaBackend here = new CudaBackend(slice);
        CudaBackend there = new CudaBackend(other);
        AvatarHandle a = here.load(Scenes.ball(300, Binding.AFFINE, 1));
        AvatarHandle b = there.load(Scenes.ball(300, Binding.AFFINE, 1))) {
      DrawRequest first = Drawing.request(a, 1, Drawing.i420(a, 128, 128, 0));
      DrawRequest second = Drawing.request(b, 1, Drawing.i420(b, 128, 128, 0));
      slice.limit(slice.used());
      assertThatThrownBy(() -> here.draw(List.of(first)))
          .isInstanceOf(BackendFailedException.class)
          .hasMessageContaining("bytes left");
      assertThatThrownBy(() -> there.draw(List.of(first)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("'ball' was loaded by another back end");
      there.draw(List.of(second));
      slice.limit(Long.MAX_VALUE);
      here.draw(List.of(first));
      assertThat(Drawing.bytes(first.targets().getFirst().picture()))
          .isEqualTo(Drawing.bytes(second.targets().getFirst().picture()));
    }
  }

  @Test
  void shouldRefuseADriverThatIsTooOld() {
    assertThat(DriverVersion.obstacle(10_010).orElseThrow())
        .isEqualTo("The NVIDIA driver is of CUDA 10.1; CUDA 10.2 or newer is needed.");
    assertThat(DriverVersion.obstacle(10_020)).isEmpty();
    assertThat(DriverVersion.obstacle(13_000)).isEmpty();
    assertThat(DriverVersion.text(12_080)).isEqualTo("driver of CUDA 12.8");
  }

  /** Another process takes its share: who comes second goes without, and says so. */
  @Test
  void shouldShareACardWithAnotherServer() {
    try (ShimDevice device = new ShimDevice();
        CudaBackend ours = new CudaBackend(device);
        CudaBackend theirs = new CudaBackend(device);
        AvatarHandle a = ours.load(Scenes.ball(300, Binding.AFFINE, 1));
        AvatarHandle b = theirs.load(Scenes.ball(300, Binding.AFFINE, 1))) {
      DrawRequest first = Drawing.request(a, 1, Drawing.i420(a, 128, 128, 0));
      DrawRequest second = Drawing.request(b, 1, Drawing.i420(b, 128, 128, 0));
      ours.draw(List.of(first));
      byte[] drawn = Drawing.bytes(first.targets().getFirst().picture());
      device.limit(device.used() + 50_000);
      assertThatThrownBy(() -> theirs.draw(List.of(second)))
          .isInstanceOf(BackendFailedException.class)
          .hasMessageContaining("bytes left");
      ours.draw(List.of(first));
      assertThat(Drawing.bytes(first.targets().getFirst().picture())).isEqualTo(drawn);
    }
  }

  @Test
  void shouldKeepAnAvatarThatIsClosedWhileItIsDrawn() {
    ShimDevice device = new ShimDevice();
    CudaBackend backend = new CudaBackend(device);
    CudaAvatar ball = (CudaAvatar) backend.load(Scenes.ball(300, Binding.AFFINE, 1));
    long used = device.used();
    assertThat(ball.retain()).isTrue();
    ball.close();
    assertThat(device.used()).as("memory while a tick draws it").isEqualTo(used);
    ball.release();
    assertThat(device.used()).as("memory afterwards").isLessThan(used);
    assertThat(ball.retain()).isFalse();
    backend.close();
    device.close();
  }

  @Test
  void shouldLeaveOutAClosedAvatarAndDrawTheOthers() {
    try (ShimDevice device = new ShimDevice();
        CudaBackend backend = new CudaBackend(device);
        AvatarHandle ball = backend.load(Scenes.ball(300, Binding.AFFINE, 1))) {
      AvatarHandle gone = backend.load(Scenes.ball(300, Binding.FRAME, 2));
      DrawRequest here = Drawing.request(ball, 1, Drawing.i420(ball, 64, 64, 0));
      DrawRequest closed = Drawing.request(gone, 1, Drawing.i420(gone, 64, 64, 0));
      backend.draw(List.of(here));
      byte[] expected = Drawing.bytes(here.targets().getFirst().picture());
      byte[] untouched = Drawing.bytes(closed.targets().getFirst().picture());
      gone.close();
      backend.draw(List.of(closed, here));
      assertThat(Drawing.bytes(here.targets().getFirst().picture())).isEqualTo(expected);
      assertThat(Drawing.bytes(closed.targets().getFirst().picture())).isEqualTo(untouched);
    }
  }

  @Test
  void shouldRefuseAnAvatarOfAnotherBackend() {
    try (ShimDevice device = new ShimDevice();
        CudaBackend backend = new CudaBackend(device)) {
      AvatarHandle foreign =
          RenderBackends.pick(Optional.of("scalar")).load(Scenes.ball(300, Binding.AFFINE, 1));
      DrawRequest request = Drawing.request(foreign, 1, Drawing.i420(foreign, 64, 64, 0));
      assertThatThrownBy(() -> backend.draw(List.of(request)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("'ball' was loaded by another back end");
    }
  }
}
