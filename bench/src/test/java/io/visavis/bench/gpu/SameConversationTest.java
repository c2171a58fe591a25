package io.visavis.bench.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.avatar.builtin.BuiltInHeads;
import io.visavis.cuda.CudaBackend;
import io.visavis.cuda.shim.ShimDevice;
import io.visavis.inference.MotionBatch;
import io.visavis.inference.MotionStream;
import io.visavis.inference.model.MotionModel;
import io.visavis.media.opus.OggOpusReader;
import io.visavis.media.opus.OpusDecoder;
import io.visavis.media.opus.OpusException;
import io.visavis.render.AvatarHandle;
import io.visavis.render.Background;
import io.visavis.render.DrawRequest;
import io.visavis.render.Picture;
import io.visavis.render.RenderBackend;
import io.visavis.render.View;
import io.visavis.render.vector.VectorBackend;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Two people talk; the CPU and the kernels draw both of them, and one sees no difference. */
class SameConversationTest {
  private static final int SIZE = 128;
  private static final int FRAMES = 50;
  private static final int EVERY = 10;
  private static final int SAMPLES_A_FRAME = 1_920;

  @Test
  void shouldLookTheSameOnTheCpuAndOnTheGpu() throws Exception {
    List<List<float[]>> faces = conversation();
    try (ShimDevice device = new ShimDevice();
        CudaBackend cuda = new CudaBackend(device);
        VectorBackend vector = new VectorBackend()) {
      List<DrawRequest> onGpu = portrayals(cuda);
      List<DrawRequest> onCpu = portrayals(vector);
      for (int frame = 0; frame < FRAMES; frame += EVERY) {
        draw(cuda, onGpu, faces, frame);
        draw(vector, onCpu, faces, frame);
        for (int who = 0; who < 2; who++) {
          assertSame(picture(onCpu, who), picture(onGpu, who), "frame " + frame + " of " + who);
        }
      }
      onGpu.forEach(request -> request.avatar().close());
    }
  }

  /** The motion of both, frame by frame, by the model that comes with visavis. */
  private static List<List<float[]>> conversation() throws IOException, OpusException {
    float[] ann = voice("speech-1.opus");
    float[] bob = voice("speech-2.opus");
    List<List<float[]>> faces = List.of(new ArrayList<>(), new ArrayList<>());
    try (MotionModel model = MotionModel.openBuiltIn();
        MotionBatch batch = new MotionBatch(model, 2)) {
      List<MotionStream> streams = List.of(new MotionStream(model, 1), new MotionStream(model, 2));
      for (int who = 0; who < 2; who++) {
        streams.get(who).self(who == 0 ? ann : bob, 0, ann.length);
        streams.get(who).partner(who == 0 ? bob : ann, 0, ann.length);
      }
      for (int frame = 0; frame < FRAMES; frame++) {
        batch.step(streams);
        for (int who = 0; who < 2; who++) {
          faces.get(who).add(streams.get(who).motion().clone());
        }
      }
    }
    return faces;
  }

  private static float[] voice(String name) throws IOException, OpusException {
    float[] all = new float[(FRAMES + 10) * SAMPLES_A_FRAME];
    float[] piece = new float[5_760];
    int filled = 0;
    try (InputStream in =
            Objects.requireNonNull(
                SameConversationTest.class.getResourceAsStream("/io/visavis/loadclient/" + name));
        OpusDecoder decoder = new OpusDecoder()) {
      OggOpusReader reader = new OggOpusReader(in);
      while (filled < all.length) {
        byte[] packet = Objects.requireNonNull(reader.next());
        int samples = decoder.decode(packet, 0, packet.length, piece);
        int taken = Math.min(samples, all.length - filled);
        System.arraycopy(piece, 0, all, filled, taken);
        filled += taken;
      }
    }
    return all;
  }

  private static List<DrawRequest> portrayals(RenderBackend backend) {
    return BuiltInHeads.names().stream()
        .limit(2)
        .map(
            name -> {
              AvatarHandle head = backend.load(BuiltInHeads.build(name));
              View view = View.front(head.avatar().camera(), SIZE, SIZE);
              Picture.I420 picture = Picture.I420.of(SIZE, SIZE);
              return new DrawRequest(
                  head, List.of(new DrawRequest.Target(view, Background.DEFAULT, picture)));
            })
        .toList();
  }

  private static void draw(
      RenderBackend backend, List<DrawRequest> requests, List<List<float[]>> faces, int frame) {
    for (int who = 0; who < 2; who++) {
      float[] motion = faces.get(who).get(frame);
      System.arraycopy(motion, 0, requests.get(who).motion(), 0, motion.length);
    }
    backend.draw(requests);
  }

  private static Picture.I420 picture(List<DrawRequest> requests, int who) {
    return (Picture.I420) requests.get(who).targets().getFirst().picture();
  }

  /** The rule of pictures: 99.9 % of the samples within 1, none beyond 3. */
  private static void assertSame(Picture.I420 cpu, Picture.I420 gpu, String what) {
    assertThat(spread(cpu.y())).as(what).isGreaterThan(100);
    int far = 0;
    int samples = 0;
    for (byte[][] planes :
        List.of(
            new byte[][] {cpu.y(), gpu.y()},
            new byte[][] {cpu.u(), gpu.u()},
            new byte[][] {cpu.v(), gpu.v()})) {
      for (int i = 0; i < planes[0].length; i++) {
        int difference = Math.abs((planes[0][i] & 255) - (planes[1][i] & 255));
        assertThat(difference).as(what).isLessThanOrEqualTo(3);
        far += difference > 1 ? 1 : 0;
        samples++;
      }
    }
    assertThat(far).as(what).isLessThanOrEqualTo(samples / 1000);
  }

  /** From the darkest to the brightest sample: there is a face. */
  private static int spread(byte[] plane) {
    int[] values = new int[plane.length];
    Arrays.setAll(values, i -> plane[i] & 255);
    return Arrays.stream(values).max().orElseThrow() - Arrays.stream(values).min().orElseThrow();
  }
}
