package io.visavis.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.builtin.BuiltInHeads;
import io.visavis.avatar.motion.ArkitChannel;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Draws the built-in heads into {@code docs/pictures}: views, visemes and expressions, and all 52
 * coefficients. Run it to see what a change did: {@code ./mvnw -Plong -pl render -am
 * -Dtest=ContactSheetsTest -Dsurefire.failIfNoSpecifiedTests=false test}.
 */
@Tag("long")
class ContactSheetsTest {
  private static final int LARGEST_FILE = 1_200_000;

  /** A picture of a sheet: what is written on it, where the camera is, how the face moves. */
  private record Shot(String label, double yawDegrees, String motion) {}

  private static final List<Shot> VIEWS =
      List.of(
          new Shot("front", 0, ""),
          new Shot("30", 30, ""),
          new Shot("60", 60, ""),
          new Shot("-60", -60, ""),
          new Shot("90", 90, ""),
          new Shot("180", 180, ""));

  private static final List<Shot> FACES =
      List.of(
          new Shot("aa", 0, "jawOpen=.7"),
          new Shot(
              "ee",
              0,
              "mouthStretchLeft=.5 mouthStretchRight=.5 mouthSmileLeft=.3 mouthSmileRight=.3"
                  + " jawOpen=.15"),
          new Shot("oh", 0, "mouthFunnel=.6 jawOpen=.4"),
          new Shot("oo", 0, "mouthPucker=.8 mouthFunnel=.3 jawOpen=.12"),
          new Shot(
              "m", 0, "mouthPressLeft=.6 mouthPressRight=.6 mouthRollLower=.2 mouthRollUpper=.2"),
          new Shot(
              "f", 0, "mouthRollLower=.7 mouthUpperUpLeft=.4 mouthUpperUpRight=.4 jawOpen=.06"),
          new Shot("th", 0, "tongueOut=.4 jawOpen=.15"),
          new Shot("sh", 0, "mouthFunnel=.6 mouthShrugUpper=.3 jawOpen=.08"),
          new Shot(
              "smile",
              0,
              "mouthSmileLeft=.9 mouthSmileRight=.9 cheekSquintLeft=.4 cheekSquintRight=.4"),
          new Shot(
              "laugh",
              0,
              "mouthSmileLeft=.9 mouthSmileRight=.9 jawOpen=.35 mouthUpperUpLeft=.4"
                  + " mouthUpperUpRight=.4"),
          new Shot(
              "sad",
              0,
              "mouthFrownLeft=.8 mouthFrownRight=.8 browInnerUp=.8 eyeLookDownLeft=.3"
                  + " eyeLookDownRight=.3"),
          new Shot(
              "angry",
              0,
              "browDownLeft=1 browDownRight=1 mouthPressLeft=.6 mouthPressRight=.6 eyeSquintLeft=.3"
                  + " eyeSquintRight=.3"),
          new Shot("blink 1/4", 0, "eyeBlinkLeft=.25 eyeBlinkRight=.25"),
          new Shot("blink 1/2", 0, "eyeBlinkLeft=.5 eyeBlinkRight=.5"),
          new Shot("blink 3/4", 0, "eyeBlinkLeft=.75 eyeBlinkRight=.75"),
          new Shot("blink", 0, "eyeBlinkLeft=1 eyeBlinkRight=1"));

  @ParameterizedTest
  @ValueSource(strings = {"mira", "theo", "ines", "kenji"})
  void shouldDrawTheContactSheets(String name) throws IOException {
    Avatar avatar = BuiltInHeads.build(name);
    List<Shot> all =
        Arrays.stream(ArkitChannel.values())
            .limit(ArkitChannel.COEFFICIENTS)
            .map(c -> new Shot(c.channelName(), 0, c.channelName() + "=1"))
            .toList();
    try (RenderBackend backend = RenderBackends.pick(Optional.empty())) {
      AvatarHandle handle = backend.load(avatar);
      sheet(backend, handle, avatar, VIEWS, 352, 1, 3, name + ".png");
      sheet(backend, handle, avatar, FACES, 256, 1.5, 4, name + "-faces.png");
      sheet(backend, handle, avatar, all, 160, 1.75, 9, name + "-arkit-52.png");
    }
  }

  private static void sheet(
      RenderBackend backend,
      AvatarHandle handle,
      Avatar avatar,
      List<Shot> shots,
      int size,
      double zoom,
      int columns,
      String file)
      throws IOException {
    List<Picture.Rgba> pictures = new ArrayList<>();
    List<DrawRequest> batch = new ArrayList<>();
    for (Shot shot : shots) {
      Picture.Rgba picture = Picture.Rgba.of(size, size);
      View view = View.orbit(avatar.camera(), size, size, Math.toRadians(shot.yawDegrees), 0, zoom);
      DrawRequest request =
          new DrawRequest(
              handle, List.of(new DrawRequest.Target(view, Background.DEFAULT, picture)));
      for (String setting : shot.motion.split(" ", 0)) {
        int equals = setting.indexOf('=');
        if (equals > 0) {
          ArkitChannel channel = ArkitChannel.find(setting.substring(0, equals)).orElseThrow();
          request.motion()[channel.ordinal()] = Float.parseFloat(setting.substring(equals + 1));
        }
      }
      pictures.add(picture);
      batch.add(request);
    }
    backend.draw(batch);

    int rows = (shots.size() + columns - 1) / columns;
    BufferedImage sheet =
        new BufferedImage(columns * size, rows * size, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = sheet.createGraphics();
    g.setColor(Color.WHITE);
    for (int i = 0; i < shots.size(); i++) {
      int x0 = (i % columns) * size;
      int y0 = (i / columns) * size;
      byte[] p = pictures.get(i).pixels();
      for (int k = 0; k < size * size; k++) {
        int rgb = (p[4 * k] & 255) << 16 | (p[4 * k + 1] & 255) << 8 | (p[4 * k + 2] & 255);
        sheet.setRGB(x0 + k % size, y0 + k / size, rgb);
      }
      g.drawString(shots.get(i).label, x0 + 5, y0 + 14);
    }
    g.dispose();
    Path out = Path.of("..", "docs", "pictures", file);
    Files.createDirectories(out.getParent());
    ImageIO.write(sheet, "png", out.toFile());
    assertThat(Files.size(out)).isBetween(20_000L, (long) LARGEST_FILE);
  }
}
