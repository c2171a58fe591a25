package io.visavis.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.builtin.BuiltInHeads;
import io.visavis.avatar.rig.Binding;
import io.visavis.cuda.jcuda.JCudaDevice;
import io.visavis.render.Additions;
import io.visavis.render.Agreement;
import io.visavis.render.AvatarHandle;
import io.visavis.render.Background;
import io.visavis.render.DrawRequest;
import io.visavis.render.Scenes;
import io.visavis.render.View;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The kernels on a real device; {@code visavis gpu} does the same at length, and measures. */
@Tag("gpu")
class GpuTest {

  @Test
  void shouldDrawTheOraclesPicture() {
    try (JCudaDevice device = JCudaDevice.open();
        CudaBackend backend = new CudaBackend(device)) {
      Agreement agreement = new Agreement(backend);
      List<Avatar> avatars = new ArrayList<>();
      BuiltInHeads.names().forEach(name -> avatars.add(BuiltInHeads.build(name)));
      for (Binding binding : Binding.values()) {
        avatars.add(
            Additions.seen(
                Additions.corrected(Scenes.flame(5000, binding, 1), 1, Additions.BEFORE_ACTIVATION),
                3,
                true,
                1));
      }
      for (Avatar avatar : avatars) {
        agreement.assertSamePicture(
            avatar.name(),
            avatar,
            new float[avatar.space().size()],
            Additions.coefficients(avatar, 1, true),
            View.orbit(avatar.camera(), 512, 384, 0.3, 0.1, 1),
            Background.DEFAULT);
      }
    }
  }

  @Test
  void shouldDrawALargeBatchLikeEachAlone() {
    try (JCudaDevice device = JCudaDevice.open();
        CudaBackend backend = new CudaBackend(device);
        AvatarHandle ball = backend.load(Scenes.ball(20_000, Binding.FRAME, 1));
        AvatarHandle disorder = backend.load(Scenes.disorder(5000, 2))) {
      List<DrawRequest> batch = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        AvatarHandle avatar = i % 3 == 0 ? disorder : ball;
        batch.add(Drawing.request(avatar, i, Drawing.i420(avatar, 128 + 2 * i, 256, 0.05 * i)));
      }
      backend.draw(batch);
      List<byte[]> together =
          batch.stream().map(r -> Drawing.bytes(r.targets().getFirst().picture())).toList();
      for (int i = 0; i < batch.size(); i++) {
        backend.draw(List.of(batch.get(i)));
        assertThat(Drawing.bytes(batch.get(i).targets().getFirst().picture()))
            .as("picture %d", i)
            .isEqualTo(together.get(i));
      }
    }
  }
}
