package io.visavis.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.avatar.glb.GlbWriter;
import io.visavis.avatar.registry.AvatarRegistry;
import io.visavis.inference.MotionBatch;
import io.visavis.inference.MotionStream;
import io.visavis.inference.model.ExecutionProvider;
import io.visavis.inference.model.MotionModel;
import io.visavis.render.Picture;
import io.visavis.server.config.ServerConfig.Registry;
import io.visavis.server.conversation.Catalogue;
import io.visavis.server.conversation.Conversation;
import io.visavis.server.lane.PictureFormat;
import io.visavis.server.lane.PortrayalViewer;
import io.visavis.server.testing.House;
import io.visavis.server.testing.TestFaces;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files that somebody replaces, cuts off or takes away while they are in use. */
@Timeout(60)
final class ReplacedFilesTest {
  @TempDir Path folder;

  @Test
  void shouldShowWhoIsThereAsTheyWereAndTheNextOneAnew() throws Exception {
    Path file = folder.resolve("anna.glb");
    GlbWriter.write(TestFaces.avatar("anna", 0.9f, 0.1f, 0.1f), file);
    AvatarRegistry avatars = new AvatarRegistry(List.of("mira"), TestFaces::avatar, folder, null);
    try (House house = new House("", Map.of(), avatars)) {
      Colours first = new Colours(house);
      assertThat(first.next()).isEqualTo("red");
      byte[] shot = shot(house);

      GlbWriter.write(TestFaces.avatar("anna", 0.1f, 0.9f, 0.1f), file);
      Colours second = new Colours(house);
      assertThat(second.next()).isEqualTo("green");
      assertThat(shot(house)).isNotEqualTo(shot);

      try (RandomAccessFile cut = new RandomAccessFile(file.toFile(), "rw")) {
        cut.setLength(100); // in place: whoever had mapped it would end the process
      }
      HttpResponse<String> refused = create(house);
      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(refused.body()).contains("The avatar 'anna' cannot be used: ");

      Files.delete(file);
      assertThat(create(house).statusCode()).isEqualTo(404);

      GlbWriter.write(TestFaces.avatar("anna", 0.1f, 0.1f, 0.9f), file);
      Colours third = new Colours(house);
      assertThat(third.next()).isEqualTo("blue");
      for (int i = 0; i < 3; i++) {
        assertThat(first.next()).isEqualTo("red");
        assertThat(second.next()).isEqualTo("green");
        assertThat(third.next()).isEqualTo("blue");
      }
    }
  }

  /** Models are read once, at the start; a server that runs does not look at the files again. */
  @Test
  void shouldGoOnMovingWhereAModelsFileIsReplacedOrCutOff() throws Exception {
    Path file = folder.resolve("own.onnx");
    try (InputStream in =
        Objects.requireNonNull(
            TestFaces.class.getResourceAsStream("/io/visavis/server/test-model.onnx"))) {
      Files.copy(in, file);
    }
    Map<String, MotionModel> models =
        Catalogue.openModels(new Registry(folder, "own"), ExecutionProvider.CPU);
    try (MotionModel model = Objects.requireNonNull(models.get("own"));
        MotionBatch batch = new MotionBatch(model, 1)) {
      MotionStream stream = new MotionStream(model, 1, MotionStream.Partner.ABSENT);
      float[] voice = TestFaces.speech(4, 120);
      stream.self(voice, 0, voice.length);
      for (int n = 0; n < 60; n++) {
        if (n == 20) {
          Files.writeString(file, "no model", StandardCharsets.US_ASCII);
        } else if (n == 40) {
          Files.delete(file);
        }
        batch.step(List.of(stream));
        assertThat(stream.modelWorks()).isTrue();
      }
    }
  }

  private static HttpResponse<String> create(House house) throws Exception {
    return house.send(
        "POST",
        "/v1/conversations",
        "",
        "{\"participants\":[{\"id\":\"ann\",\"avatar\":\"anna\"}]}");
  }

  private static byte[] shot(House house) throws Exception {
    return house
        .send("GET", "/v1/avatars/anna/picture.png", "", "")
        .body()
        .getBytes(StandardCharsets.UTF_8);
  }

  /** What a viewer of a new conversation sees in the middle. */
  private static final class Colours implements PortrayalViewer {
    private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

    Colours(House house) throws Exception {
      HttpResponse<String> created = create(house);
      assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
      String path = created.headers().firstValue("location").orElseThrow();
      Conversation c =
          house.server().conversations().get(path.substring(path.lastIndexOf('/') + 1));
      var _ = c.watch("ann", this, new PictureFormat(64, PictureFormat.Kind.RGBA));
    }

    @Override
    public void picture(long n, long dueNanos, Picture picture, HandOver handOver) {
      if (picture instanceof Picture.Rgba p) {
        int at = 4 * (64 * 32 + 32);
        int most = 0;
        for (int i = 1; i < 3; i++) {
          most = (p.pixels()[at + i] & 255) > (p.pixels()[at + most] & 255) ? i : most;
        }
        if (p.pixels()[at + 3] != 0) { // a face that moves may leave the middle
          seen.add(List.of("red", "green", "blue").get(most));
        }
      }
      handOver.handedOver(n, dueNanos);
    }

    /** The colour of a picture that is drawn from now on. */
    String next() throws InterruptedException {
      seen.clear();
      return Objects.requireNonNull(seen.poll(30, TimeUnit.SECONDS));
    }
  }
}
