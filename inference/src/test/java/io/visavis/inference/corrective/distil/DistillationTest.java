package io.visavis.inference.corrective.distil;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.GaussianCloud;
import io.visavis.avatar.TestAvatars;
import io.visavis.avatar.corrective.CoefficientNetwork.Input;
import io.visavis.avatar.corrective.CorrectiveBasis;
import io.visavis.avatar.corrective.Correctives;
import io.visavis.avatar.corrective.Corrector;
import io.visavis.avatar.glb.GlbReader;
import io.visavis.avatar.glb.GlbWriter;
import io.visavis.avatar.motion.MotionSpace;
import io.visavis.avatar.onnx.OnnxGraph;
import io.visavis.inference.Emotion;
import io.visavis.inference.corrective.CoefficientBatch;
import io.visavis.inference.corrective.CoefficientModel;
import io.visavis.inference.corrective.CoefficientStream;
import io.visavis.inference.expression.Expression;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a network that changes every Gaussian. */
class DistillationTest {
  private static final Avatar BALL = TestAvatars.ball("ball");
  private static final int N = BALL.gaussians().size();

  /** [N][4] unit quaternions, and [N][3] scales, of the Gaussians. */
  private static final double[][] ROTATION = new double[N][4];

  private static final double[][] SCALE = new double[N][3];
  private static final Avatar HEAD = head();

  @TempDir Path folder;
  private final List<String> progress = new ArrayList<>();

  /** Equations 6 to 11, which are linear in nothing. */
  @Test
  void shouldComeNearToCrossAttentionWithSixteenCoefficientsAndNotWithOne() throws IOException {
    byte[] onnx = new AttentionNetwork(N, 3).onnx();
    Distillation.Result sixteen = distil(HEAD, onnx, 16, 512);
    Distillation.Result one = distil(HEAD, onnx, 1, 512);
    assertThat(sixteen.report().leftByRank()).isLessThan(0.005);
    assertThat(one.report().leftByRank()).isGreaterThan(0.1);
    assertThat(sixteen.report().left()).isBetween(sixteen.report().leftByRank(), 0.3);
    assertThat(one.report().left()).isGreaterThan(sixteen.report().left());
    assertThat(sixteen.avatar().correctives().size()).isEqualTo(16);
    assertThat(sixteen.report().samples()).isEqualTo(64);
    for (DistilReport.Part part : sixteen.report().parts()) {
      assertThat(part.leftByRank()).as(part.name()).isLessThan(0.1 * part.change());
      assertThat(part.left()).as(part.name()).isLessThan(part.change());
    }
    assertThat(sixteen.avatar().correctives().network()).isNotNull();
    assertThat(progress).isNotEmpty();
  }

  /** With enough coefficients nothing is lost of a network that is linear in what it hears. */
  @Test
  void shouldBeExactForANetworkThatIsLinearInTheEmotion() throws IOException {
    float[] w = floats(8 * N * ChangePart.CHANNELS, 0.01);
    Distillation.Result result = distil(HEAD, linear("emotion", 8, w), 12, 256);
    assertThat(result.report().leftByRank()).isLessThan(1e-6);
    assertThat(result.report().left()).isLessThan(1e-5);
    // Eight values in, so many directions and no more.
    assertThat(result.avatar().correctives().size()).isEqualTo(8);
    Avatar avatar = GlbReader.read(written(result.avatar()));
    for (String feeling : List.of("", "happy=1.3", "angry=.4,surprised=2.2")) {
      float[] emotion = Emotion.parse(feeling).intensities();
      float[] change = new float[N * ChangePart.CHANNELS];
      for (int c = 0; c < change.length; c++) {
        change[c] = Emotion.neutral(emotion) * w[c];
        for (int e = 0; e < 7; e++) {
          change[c] += emotion[e] * w[(e + 1) * change.length + c];
        }
      }
      assertChanged(avatar, live(avatar, emotion, new float[0]), change);
    }
  }

  @Test
  void shouldHearTheVoiceAsALivePortrayalDoes() throws IOException {
    int rows = 2;
    float[] w = new float[40 * rows * N * ChangePart.CHANNELS];
    // The newest row's band 5 reddens all; one that is older and higher makes it opaque.
    for (int i = 0; i < N; i++) {
      w[45 * N * ChangePart.CHANNELS + i * ChangePart.CHANNELS + 7] = 0.02f;
      w[25 * N * ChangePart.CHANNELS + i * ChangePart.CHANNELS + 10] = -0.02f;
    }
    float[] voice = new float[20 * 48_000];
    SplittableRandom random = new SplittableRandom(8);
    double phase = 0;
    for (int i = 0; i < voice.length; i++) {
      phase += 2 * Math.PI * (150 + 120 * Math.sin(i * 2e-5)) / 48_000;
      double swell = Math.max(0, Math.sin(i * 1.7e-4));
      voice[i] = (float) (swell * (.3 * Math.sin(phase) + .02 * random.nextDouble(-1, 1)));
    }
    Distillation.Result result =
        Distillation.run(
            HEAD,
            linear("voice", 40 * rows, w),
            new DistilSettings(2, 512, 0, List.of(), voice),
            folder,
            progress::add);
    assertThat(result.report().leftByRank()).isLessThan(1e-6);
    assertThat(result.report().left()).isLessThan(0.05);
    assertThat(result.avatar().correctives().network())
        .satisfies(n -> assertThat(n.inputs()).contains(Input.voice("voice", rows)));
    double loud = red(result.avatar(), live(result.avatar(), new float[7], tone()));
    double quiet = red(result.avatar(), live(result.avatar(), new float[7], new float[0]));
    assertThat(loud - quiet).isGreaterThan(0.05);
  }

  /** The same seed, the same avatar; another, another. */
  @Test
  void shouldDoTheSameAgain() throws IOException {
    byte[] onnx = new AttentionNetwork(N, 3).onnx();
    byte[] first = GlbWriter.encode(distil(HEAD, onnx, 2, 16).avatar());
    byte[] second = GlbWriter.encode(distil(HEAD, onnx, 2, 16).avatar());
    assertThat(second).isEqualTo(first);
    DistilSettings other = new DistilSettings(2, 16, 1, List.of(), new float[0]);
    assertThat(GlbWriter.encode(Distillation.run(HEAD, onnx, other, folder, s -> {}).avatar()))
        .isNotEqualTo(first);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void shouldDistilForAHeadOfFlameThatArkitMoves() throws IOException {
    Avatar flame = TestAvatars.flame("flame");
    flame = flame.with(TestAvatars.retarget(MotionSpace.FLAME, new SplittableRandom(1)));
    CorrectiveBasis blush = flame.correctives().bases().getFirst();
    byte[] onnx = new AttentionNetwork(flame.gaussians().size(), 3).onnx();
    Distillation.Result result = distil(flame, onnx, 8, 64);
    assertThat(result.report().leftByRank()).isLessThan(0.1);
    // Its blush stays beside them.
    assertThat(result.avatar().correctives().names()).startsWith("blush", "change-1").hasSize(9);
    assertThat(result.avatar().correctives().bases()).startsWith(blush);
  }

  private Path written(Avatar avatar) throws IOException {
    Path file = folder.resolve("out.glb");
    GlbWriter.write(avatar, file);
    return file;
  }

  private Distillation.Result distil(Avatar avatar, byte[] onnx, int rank, int samples)
      throws IOException {
    return Distillation.run(
        avatar,
        onnx,
        new DistilSettings(rank, samples, 0, List.of(), new float[0]),
        folder,
        progress::add);
  }

  /** change = x W. */
  private static byte[] linear(String input, int size, float[] w) {
    OnnxGraph graph = new OnnxGraph();
    graph.input(input, size);
    String flat = graph.op("MatMul", input, graph.floats("w", w, size, w.length / size));
    graph.named("Identity", "change", graph.shaped(flat, 0, N, ChangePart.CHANNELS));
    graph.output("change", N, ChangePart.CHANNELS);
    return graph.toBytes(Map.of());
  }

  /** What the avatar's network says of a portrayal with that emotion, after that voice. */
  private static float[] live(Avatar avatar, float[] emotion, float[] voice) {
    try (CoefficientModel model = CoefficientModel.open(avatar);
        CoefficientBatch batch = new CoefficientBatch(model, 1)) {
      CoefficientStream stream = new CoefficientStream(model, MotionSpace.ARKIT, 0);
      stream.hear(voice, 0, voice.length);
      float[] motion = new float[MotionSpace.ARKIT.size()];
      Expression.feel(emotion, motion);
      stream.take(voice.length / 1920, motion, emotion, new float[3]);
      batch.run(List.of(stream));
      return stream.coefficients().clone();
    }
  }

  private static float[] tone() {
    float[] tone = new float[24_000];
    for (int i = 0; i < tone.length; i++) {
      tone[i] = (float) (.3 * Math.sin(2 * Math.PI * 200 * i / 48_000));
    }
    return tone;
  }

  private static double red(Avatar avatar, float[] coefficients) {
    Corrector corrector = new Corrector(avatar);
    corrector.take(coefficients);
    double[] colour = new double[3];
    corrector.colour(0, colour);
    return colour[0];
  }

  /** Every Gaussian has its rotation, scales, colour and opacity changed as the paper adds them. */
  private static void assertChanged(Avatar avatar, float[] coefficients, float[] change) {
    Corrector corrector = new Corrector(avatar);
    corrector.take(coefficients);
    double[] is = new double[9];
    for (int i = 0; i < N; i++) {
      int at = ChangePart.CHANNELS * i;
      for (int c = 0; c < 3; c++) {
        corrector.colour(i, is);
        double colour = avatar.gaussians().colour()[c][i] + change[at + 7 + c];
        assertThat(is[c]).isCloseTo(colour, within(1e-4));
      }
      double opacity = avatar.gaussians().opacity()[i] + change[at + 10];
      assertThat(corrector.opacity(i)).isCloseTo(Math.clamp(opacity, 0, 1), within(1e-4));
      double[] r = new double[4];
      for (int c = 0; c < 4; c++) {
        r[c] = ROTATION[i][c] + change[at + c];
      }
      double[] turn = matrix(r);
      corrector.factor(i, is);
      for (int c = 0; c < 9; c++) {
        double length = Math.max(0, SCALE[i][c % 3] + change[at + 4 + c % 3]);
        assertThat(is[c]).isCloseTo(turn[c] * length, within(1e-4));
      }
    }
  }

  /** A ball whose Gaussians have a rotation and scales. */
  private static Avatar head() {
    SplittableRandom random = new SplittableRandom(6);
    GaussianCloud cloud = BALL.gaussians();
    float[][] factor = new float[9][N];
    for (int i = 0; i < N; i++) {
      double norm = 0;
      for (int c = 0; c < 4; c++) {
        ROTATION[i][c] = random.nextDouble(c == 0 ? 0.01 : -1, 1);
        norm += ROTATION[i][c] * ROTATION[i][c];
      }
      for (int c = 0; c < 4; c++) {
        ROTATION[i][c] /= Math.sqrt(norm);
      }
      double[] turn = matrix(ROTATION[i]);
      for (int c = 0; c < 9; c++) {
        SCALE[i][c % 3] = c < 3 ? random.nextDouble(.1, .6) : SCALE[i][c % 3];
        factor[c][i] = (float) (turn[c] * SCALE[i][c % 3]);
      }
    }
    return TestAvatars.of(
        MotionSpace.ARKIT,
        BALL.mesh(),
        new GaussianCloud(
            cloud.binding(), cloud.parent(), cloud.mean(), factor, cloud.opacity(), cloud.colour()),
        Correctives.NONE);
  }

  /** The rotation [9] of a quaternion of any length. */
  private static double[] matrix(double[] q) {
    double norm = Math.sqrt(q[0] * q[0] + q[1] * q[1] + q[2] * q[2] + q[3] * q[3]);
    double w = q[0] / norm;
    double x = q[1] / norm;
    double y = q[2] / norm;
    double z = q[3] / norm;
    return new double[] {
      1 - 2 * (y * y + z * z),
      2 * (x * y - w * z),
      2 * (x * z + w * y),
      2 * (x * y + w * z),
      1 - 2 * (x * x + z * z),
      2 * (y * z - w * x),
      2 * (x * z - w * y),
      2 * (y * z + w * x),
      1 - 2 * (x * x + y * y)
    };
  }

  private static float[] floats(int count, double size) {
    SplittableRandom random = new SplittableRandom(12);
    float[] out = new float[count];
    for (int i = 0; i < count; i++) {
      out[i] = (float) random.nextDouble(-size, size);
    }
    return out;
  }
}
