package io.visavis.cuda;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.builtin.BuiltInHeads;
import io.visavis.avatar.rig.Binding;
import io.visavis.cuda.shim.ShimDevice;
import io.visavis.render.Additions;
import io.visavis.render.Agreement;
import io.visavis.render.Background;
import io.visavis.render.Scenes;
import io.visavis.render.View;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The kernels, compiled as C++, draw the oracle's picture. */
class KernelAgreementTest {
  private final ShimDevice device = new ShimDevice();
  private final CudaBackend backend = new CudaBackend(device);
  private final Agreement agreement = new Agreement(backend);

  @AfterEach
  void close() {
    backend.close();
    device.close();
  }

  @ParameterizedTest
  @EnumSource(Binding.class)
  void shouldDrawAHeadLikeTheOracle(Binding binding) {
    Avatar ball = Scenes.ball(6000, binding, 7);
    View view = View.orbit(ball.camera(), 128, 96, 0.3, -0.1, 1);
    agreement.assertSamePicture(
        "ball " + binding, ball, Scenes.motion(ball.space(), 3), view, Background.DEFAULT);
    agreement.assertSamePicture(
        "ball " + binding, ball, Scenes.motion(ball.space(), 3), view, Background.TRANSPARENT);
    agreement.assertSamePicture(
        "ball " + binding, ball, Scenes.motion(ball.space(), 3), view, Scenes.plate(view, 3));
  }

  @ParameterizedTest
  @EnumSource(Binding.class)
  void shouldDrawAHeadOfFlameLikeTheOracle(Binding binding) {
    Avatar head = Scenes.flame(3000, binding, 5);
    View view = View.orbit(head.camera(), 96, 128, -0.3, 0.2, 1);
    agreement.assertSamePicture(
        "flame " + binding, head, Scenes.motion(head.space(), 4), view, Background.DEFAULT);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void shouldColourByTheViewLikeTheOracle(int degree) {
    for (boolean turns : new boolean[] {false, true}) {
      Avatar ball = Additions.seen(Scenes.ball(2000, Binding.FRAME, 2), degree, turns, 9);
      View view = View.orbit(ball.camera(), 96, 96, 0.8, 0.3, 1);
      agreement.assertSamePicture(
          "degree " + degree, ball, Scenes.motion(ball.space(), 5), view, Background.DEFAULT);
    }
  }

  @Test
  void shouldCorrectLikeTheOracle() {
    for (int seed = 0; seed < 4; seed++) {
      Avatar plain =
          seed < 2
              ? Scenes.ball(2000, Binding.values()[seed], seed)
              : Additions.seen(Scenes.flame(2000, Binding.BARYCENTRIC, seed), 3, seed == 2, seed);
      Avatar avatar =
          Additions.corrected(
              plain,
              seed,
              seed % 2 == 0 ? Additions.BEFORE_ACTIVATION : Additions.AFTER_ACTIVATION);
      View view = View.orbit(avatar.camera(), 96, 96, 0.1 * seed, 0.1, 1);
      agreement.assertSamePicture(
          "corrected " + seed,
          avatar,
          Scenes.motion(avatar.space(), seed),
          Additions.coefficients(avatar, seed, true),
          view,
          Background.DEFAULT);
    }
  }

  @Test
  void shouldDrawDisorderLikeTheOracle() {
    for (int seed = 0; seed < 24; seed++) {
      Random random = new Random(seed);
      Avatar avatar = Scenes.disorder(50 + 25 * seed, seed);
      View view = Scenes.anyView(avatar, random, 144);
      agreement.assertSamePicture(
          "disorder " + seed,
          avatar,
          Scenes.motion(avatar.space(), seed),
          view,
          seed % 3 == 0 ? Background.TRANSPARENT : Background.DEFAULT);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"mira", "theo"})
  void shouldDrawABuiltInHeadLikeTheOracle(String name) {
    Avatar avatar = BuiltInHeads.build(name);
    View view = View.orbit(avatar.camera(), 256, 256, 0.3, 0, 1);
    agreement.assertSamePicture(
        name, avatar, Scenes.motion(avatar.space(), 1), view, Background.DEFAULT);
  }
}
