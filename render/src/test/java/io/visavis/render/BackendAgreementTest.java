package io.visavis.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.corrective.CorrectiveTarget;
import io.visavis.avatar.motion.MotionSpace;
import io.visavis.avatar.rig.Binding;
import io.visavis.render.scalar.ScalarBackend;
import io.visavis.render.vector.VectorBackend;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every back end draws the oracle's picture. Two Gaussians whose depths are the same float may
 * change places, which shows where both are opaque: a few seeds were passed over for that.
 */
class BackendAgreementTest {

  static Stream<Supplier<RenderBackend>> backends() {
    return Stream.of(ScalarBackend::new, VectorBackend::new);
  }

  @ParameterizedTest
  @MethodSource("backends")
  void shouldDrawAHeadLikeTheOracle(Supplier<RenderBackend> backend) {
    Agreement agreement = new Agreement(backend.get());
    for (Binding binding : Binding.values()) {
      Avatar ball = Scenes.ball(12_000, binding, binding == Binding.BARYCENTRIC ? 14 : 7);
      for (int size : new int[] {64, 300}) {
        View view = View.orbit(ball.camera(), size, size, 0.3, -0.1, 1);
        agreement.assertSamePicture(
            "ball " + binding + " " + size,
            ball,
            Scenes.motion(MotionSpace.ARKIT, size),
            view,
            Background.DEFAULT);
        agreement.assertSamePicture(
            "ball " + binding + " " + size,
            ball,
            Scenes.motion(MotionSpace.ARKIT, size),
            view,
            Background.TRANSPARENT);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void shouldDrawDisorderLikeTheOracle(Supplier<RenderBackend> backend) {
    Agreement agreement = new Agreement(backend.get());
    for (int seed = 0; seed < 30; seed++) {
      Random random = new Random(seed);
      Avatar avatar = adorned(Scenes.disorder(50 + 25 * seed, seed), seed);
      View view = Scenes.anyView(avatar, random, 224);
      agreement.assertSamePicture(
          "disorder " + seed,
          avatar,
          Scenes.motion(MotionSpace.ARKIT, seed),
          Additions.coefficients(avatar, seed, seed % 7 == 0),
          view,
          switch (seed % 5) {
            case 0 -> Background.TRANSPARENT;
            case 1 -> Scenes.plate(view, seed);
            default -> Background.DEFAULT;
          });
    }
  }

  /** Half of them with correctives, half of them with harmonics. */
  private static Avatar adorned(Avatar plain, int seed) {
    Avatar avatar = plain;
    if (seed % 4 > 1) {
      avatar =
          Additions.corrected(
              avatar,
              seed,
              seed % 3 == 0 ? Additions.BEFORE_ACTIVATION : Additions.AFTER_ACTIVATION);
    }
    return seed % 2 == 0 ? avatar : Additions.seen(avatar, 1 + seed % 3, seed % 5 < 2, seed);
  }

  @ParameterizedTest
  @MethodSource("backends")
  void shouldDrawARetargetedHeadLikeTheOracle(Supplier<RenderBackend> backend) {
    Agreement agreement = new Agreement(backend.get());
    Avatar head = Scenes.retargeted(Scenes.flame(8000, Binding.FRAME, 5), 5);
    View view = View.orbit(head.camera(), 160, 160, -0.2, 0.1, 1);
    agreement.assertSamePicture(
        "arkit motion", head, Scenes.motion(MotionSpace.ARKIT, 3), view, Background.DEFAULT);
  }

  @ParameterizedTest
  @MethodSource("backends")
  void shouldDrawAHeadOfFlameLikeTheOracle(Supplier<RenderBackend> backend) {
    Agreement agreement = new Agreement(backend.get());
    Avatar head = Scenes.flame(8000, Binding.BARYCENTRIC, 4);
    View view = View.orbit(head.camera(), 160, 160, -0.2, 0.1, 1);
    for (int seed = 0; seed < 3; seed++) {
      Random random = new Random(seed);
      float[] motion = new float[MotionSpace.FLAME.size()];
      for (int c = 0; c < motion.length; c++) {
        double size = c < MotionSpace.FLAME.coefficients() ? 2 : 0.3;
        motion[c] = (float) (size * random.nextGaussian());
      }
      agreement.assertSamePicture("flame " + seed, head, motion, view, Background.DEFAULT);
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void shouldDrawEachCorrectiveLikeTheOracle(Supplier<RenderBackend> backend) {
    Agreement agreement = new Agreement(backend.get());
    for (CorrectiveTarget target : CorrectiveTarget.values()) {
      int seed = 9 + target.ordinal();
      Binding binding = Binding.values()[seed % Binding.values().length];
      Avatar ball = Additions.corrected(Scenes.ball(3001, binding, seed), seed, List.of(target));
      View view = View.orbit(ball.camera(), 96, 96, 0.3, 0.2, 1);
      agreement.assertSamePicture(
          target + " " + binding,
          ball,
          Scenes.motion(MotionSpace.ARKIT, seed),
          Additions.coefficients(ball, seed, seed % 2 == 0),
          view,
          Background.DEFAULT);
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void shouldDrawAllCorrectivesAndHarmonicsLikeTheOracle(Supplier<RenderBackend> backend) {
    Agreement agreement = new Agreement(backend.get());
    for (Binding binding : Binding.values()) {
      Avatar ball = Scenes.ball(4000, binding, 21);
      Avatar before = Additions.corrected(ball, 5, Additions.BEFORE_ACTIVATION);
      Avatar after = Additions.corrected(ball, 6, Additions.AFTER_ACTIVATION);
      View view = View.orbit(ball.camera(), 130, 100, -0.4, 0, 1.1);
      for (Avatar avatar :
          List.of(
              before,
              after,
              Additions.seen(before, 3, true, 8),
              Additions.seen(after, 2, false, 9))) {
        agreement.assertSamePicture(
            "all " + binding,
            avatar,
            Scenes.motion(MotionSpace.ARKIT, 3),
            Additions.coefficients(avatar, 11, false),
            view,
            Background.DEFAULT);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void shouldDrawColoursThatDependOnTheViewLikeTheOracle(Supplier<RenderBackend> backend) {
    Agreement agreement = new Agreement(backend.get());
    for (int degree = 1; degree <= 3; degree++) {
      for (boolean turns : new boolean[] {false, true}) {
        Avatar ball = Additions.seen(Scenes.ball(3000, Binding.FRAME, 2), degree, turns, degree);
        View view = View.orbit(ball.camera(), 100, 100, 0.7 * degree, 0.2, 1);
        agreement.assertSamePicture(
            "degree " + degree + (turns ? ", turning" : ""),
            ball,
            Scenes.motion(MotionSpace.ARKIT, degree),
            view,
            turns ? Background.TRANSPARENT : Background.DEFAULT);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void shouldShowWhatIsBrighterThanWhiteThroughWhatIsDark(Supplier<RenderBackend> backend) {
    Agreement agreement = new Agreement(backend.get());
    for (int count : new int[] {2000, 4000, 8000}) {
      Avatar ball = Additions.lit(Scenes.ball(count, Binding.FRAME, 6));
      agreement.assertSamePicture(
          "lit " + count,
          ball,
          Scenes.motion(MotionSpace.ARKIT, 1),
          View.front(ball.camera(), 128, 128),
          new Background.Colour(0, 0, 0));
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void shouldForgetCoefficientsOfTheFrameBefore(Supplier<RenderBackend> backends) {
    RenderBackend backend = backends.get();
    Avatar ball = Scenes.ball(2000, Binding.AFFINE, 3);
    AvatarHandle plain = backend.load(ball);
    AvatarHandle corrected =
        backend.load(Additions.corrected(ball, 1, Additions.BEFORE_ACTIVATION));
    View view = View.front(ball.camera(), 128, 128);
    Picture.I420 right = Picture.I420.of(128, 128);
    Picture.I420 shown = Picture.I420.of(128, 128);
    DrawRequest request =
        request(corrected, new DrawRequest.Target(view, Background.DEFAULT, shown));
    java.util.Arrays.fill(request.coefficients(), 1);
    backend.draw(
        List.of(request(plain, new DrawRequest.Target(view, Background.DEFAULT, right)), request));
    assertThat(shown.y()).isNotEqualTo(right.y());

    java.util.Arrays.fill(request.coefficients(), 0);
    backend.draw(List.of(request));

    assertThat(shown.y()).isEqualTo(right.y());
    assertThat(shown.u()).isEqualTo(right.u());
    assertThat(shown.v()).isEqualTo(right.v());
  }

  @ParameterizedTest
  @MethodSource("backends")
  void shouldDrawBothViewsOfAPairLikeEachAlone(Supplier<RenderBackend> backends) {
    RenderBackend backend = backends.get();
    AvatarHandle ball =
        backend.load(Additions.seen(Scenes.ball(5000, Binding.FRAME, 3), 3, true, 3));
    View left = View.orbit(ball.avatar().camera(), 128, 96, -0.04, 0, 1);
    View right = View.orbit(ball.avatar().camera(), 200, 110, 0.04, 0, 1);
    Picture.I420[] pair = {Picture.I420.of(128, 96), Picture.I420.of(200, 110)};
    Picture.I420[] alone = {Picture.I420.of(128, 96), Picture.I420.of(200, 110)};

    backend.draw(
        List.of(
            request(
                ball,
                new DrawRequest.Target(left, Background.DEFAULT, pair[0]),
                new DrawRequest.Target(right, Background.DEFAULT, pair[1]))));
    backend.draw(
        List.of(
            request(ball, new DrawRequest.Target(left, Background.DEFAULT, alone[0])),
            request(ball, new DrawRequest.Target(right, Background.DEFAULT, alone[1]))));

    for (int eye = 0; eye < 2; eye++) {
      assertThat(pair[eye].y()).isEqualTo(alone[eye].y());
      assertThat(pair[eye].u()).isEqualTo(alone[eye].u());
      assertThat(pair[eye].v()).isEqualTo(alone[eye].v());
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void shouldDrawMotionThatIsNoNumberAsRest(Supplier<RenderBackend> backends) {
    RenderBackend backend = backends.get();
    AvatarHandle ball = backend.load(Scenes.ball(2000, Binding.AFFINE, 3));
    View view = View.front(ball.avatar().camera(), 128, 128);
    Picture.I420 broken = Picture.I420.of(128, 128);
    Picture.I420 rest = Picture.I420.of(128, 128);
    DrawRequest nan = request(ball, new DrawRequest.Target(view, Background.DEFAULT, broken));
    java.util.Arrays.fill(nan.motion(), Float.NaN);

    backend.draw(
        List.of(nan, request(ball, new DrawRequest.Target(view, Background.DEFAULT, rest))));

    assertThat(broken.y()).isEqualTo(rest.y());
  }

  private static DrawRequest request(AvatarHandle avatar, DrawRequest.Target... targets) {
    return new DrawRequest(avatar, List.of(targets));
  }
}
