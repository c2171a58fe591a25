package io.visavis.cuda;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.motion.ArkitChannel;
import io.visavis.avatar.motion.MotionSpace;
import io.visavis.avatar.rig.Binding;
import io.visavis.cuda.shim.ShimDevice;
import io.visavis.render.Agreement;
import io.visavis.render.Background;
import io.visavis.render.Scenes;
import io.visavis.render.View;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The kernels, compiled as C++, draw the oracle's picture. */
class KernelAgreementTest {
  @Test
  void shouldDrawAHeadLikeTheOracle() {
    CudaBackend backend = new CudaBackend(new ShimDevice());
    Agreement agreement = new Agreement(backend);
    for (Binding binding : new Binding[] {Binding.AFFINE, Binding.FRAME}) {
      Avatar ball = Scenes.ball(6000, binding, 7);
      View view = View.orbit(ball.camera(), 128, 96, 0.3, -0.1, 1);
      agreement.assertSamePicture("ball " + binding, ball, talking(3), view, Background.DEFAULT);
      agreement.assertSamePicture(
          "ball " + binding, ball, talking(3), view, Background.TRANSPARENT);
    }
  }

  private static float[] talking(int seed) {
    Random random = new Random(seed);
    float[] motion = new float[MotionSpace.ARKIT.size()];
    for (int c = 0; c < ArkitChannel.COEFFICIENTS; c++) {
      motion[c] = random.nextFloat();
    }
    for (int c = ArkitChannel.COEFFICIENTS; c < motion.length; c++) {
      motion[c] = (float) (0.3 * random.nextGaussian());
    }
    return motion;
  }
}
