package io.visavis.render;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.rig.Binding;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AvatarCheckTest {
  private Avatar ball = Scenes.ball(100, Binding.AFFINE, 1);

  @BeforeEach
  void makeABall() {
    ball = Scenes.ball(100, Binding.AFFINE, 1);
  }

  @Test
  void shouldAcceptAHead() {
    assertThatCode(() -> AvatarCheck.requireDrawable(ball)).doesNotThrowAnyException();
  }

  @Test
  void shouldNameAnOpacityThatIsNone() {
    ball.gaussians().opacity()[42] = 1.5f;
    refused("opacity of Gaussian 42 is 1.5");
  }

  @Test
  void shouldNameAValueThatIsNoNumber() {
    ball.gaussians().factor()[3][7] = Float.NaN;
    refused("Entry 7 of the factors of Gaussians is NaN");
  }

  @Test
  void shouldNameATriangleThatIsNotThere() {
    ball.gaussians().parent()[3] = 1_000_000;
    refused("Entry 3 of the triangles of Gaussians is 1000000");
  }

  @Test
  void shouldNameAVertexThatIsNotThere() {
    ball.mesh().triangles()[5] = -1;
    refused("Entry 1 of the corners of triangles is -1");
  }

  private void refused(String why) {
    assertThatThrownBy(() -> AvatarCheck.requireDrawable(ball))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why);
  }
}
