package io.visavis.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.avatar.rig.Binding;
import io.visavis.cuda.shim.Sanitizer;
import io.visavis.cuda.shim.ShimDevice;
import io.visavis.render.AvatarHandle;
import io.visavis.render.Scenes;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A ragged tick again, with a thread a CUDA thread, watched by sanitizers. */
class SanitizerTest {
  @TempDir Path folder;

  /** Half a minute of a machine without a GPU. */
  @Tag("long")
  @Test
  void shouldHaveNoRaces() throws Exception {
    watch("-fsanitize=thread");
  }

  @Test
  void shouldStayWithinBounds() throws Exception {
    watch("-fsanitize=address,undefined");
  }

  private void watch(String sanitizer) throws Exception {
    Path file = folder.resolve("tick");
    ShimDevice device = new ShimDevice();
    CudaBackend backend = new CudaBackend(device);
    AvatarHandle ball = backend.load(Scenes.ball(700, Binding.FRAME, 1));
    AvatarHandle disorder = backend.load(Scenes.disorder(500, 2));
    device.recordTo(
        file,
        () ->
            backend.draw(
                List.of(
                    Drawing.request(
                        ball, 1, Drawing.i420(ball, 64, 78, 0), Drawing.rgba(ball, 70, 64, 0.3)),
                    Drawing.request(disorder, 2, Drawing.i420(disorder, 66, 64, 1)))));
    Sanitizer.Result result = Sanitizer.replay(sanitizer, file);
    assertThat(result.code()).as(result.output()).isZero();
    assertThat(result.output())
        .contains("the same.")
        .doesNotContain("WARNING", "ERROR", "runtime error");
  }
}
