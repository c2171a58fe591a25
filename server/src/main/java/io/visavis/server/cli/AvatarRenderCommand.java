package io.visavis.server.cli;

import io.visavis.avatar.Avatar;
import io.visavis.inference.Emotion;
import io.visavis.inference.Relation;
import io.visavis.render.View;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code avatar render}. */
@Command(
    name = "render",
    description = "Draws one picture of an avatar.",
    footer = {
      "",
      "Examples:",
      "  visavis avatar render --out rest.png",
      "  visavis avatar render --avatar theo --motion-set jawOpen=0.5,headYaw=0.4 --out theo.png",
      "  visavis avatar render --emotion angry=3 --relation self-higher --out angry.png",
      "  visavis avatar render --yaw 60 --zoom 1.5 --size 1024 --background transparent --out side.png"
    })
final class AvatarRenderCommand implements Callable<Integer> {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;
  @Mixin private AvatarOptions avatars = new AvatarOptions();
  @Mixin private PictureOptions pictures = new PictureOptions();

  @Option(
      names = "--avatar",
      paramLabel = "NAME|FILE",
      defaultValue = "mira",
      description = "The avatar (default: ${DEFAULT-VALUE}).")
  private String avatar = "";

  @Option(
      names = "--motion-set",
      paramLabel = "CHANNEL=VALUE,...",
      defaultValue = "",
      description =
          "The face: arkit coefficients 0..1, headYaw, headPitch, headRoll in radians; of a flame"
              + " avatar also expression0 to expression49, jawX to jawZ, neckX to neckZ in radians.")
  private String motion = "";

  @Option(
      names = "--corrective",
      paramLabel = "NAME=VALUE,...",
      defaultValue = "",
      description =
          "Added to the coefficients of the avatar's correctives; 'avatar show' names them.")
  private String corrective = "";

  @Option(
      names = "--emotion",
      paramLabel = "NAME=0..3,...",
      defaultValue = "",
      description =
          "What it feels: happy, sad, fear, disgusted, contempt, angry, surprised; faces, folds and"
              + " blushes come with it.")
  private String emotion = "";

  @Option(
      names = "--relation",
      paramLabel = "KIN,STATUS",
      description =
          "Before whom it stands: blood or non-blood; equal, unequal, self-higher or self-lower.")
  private @Nullable String relation;

  @Option(
      names = "--yaw",
      paramLabel = "DEGREES",
      defaultValue = "0",
      description = "Moves the camera towards the subject's left.")
  private double yaw;

  @Option(
      names = "--pitch",
      paramLabel = "DEGREES",
      defaultValue = "0",
      description = "Moves the camera up.")
  private double pitch;

  @Option(
      names = "--zoom",
      paramLabel = "FACTOR",
      defaultValue = "1",
      description = "Moves the camera nearer; 1 is the avatar's own framing.")
  private double zoom;

  @Option(
      names = "--size",
      paramLabel = "PIXELS",
      defaultValue = "512",
      description = "Width and height, even, 64 to 2048 (default: ${DEFAULT-VALUE}).")
  private int size;

  @Option(names = "--out", paramLabel = "FILE.png", required = true, description = "The picture.")
  private Path out = Path.of("");

  @Override
  public Integer call() throws Exception {
    Studio.requirePng(out);
    int side = PictureOptions.side(size);
    if (!(zoom >= 0.1 && zoom <= 10)) {
      throw new UsageException("A zoom of %s is out of range; 0.1 to 10 is right.".formatted(zoom));
    }
    Avatar drawn = avatars.load(avatar);
    Mood mood =
        new Mood(
            Emotion.parse(emotion), relation == null ? Relation.DEFAULT : Relation.parse(relation));
    MotionSet frame = mood.on(MotionSet.parse(motion, drawn));
    float[] coefficients = CorrectiveSet.parse(corrective, drawn.correctives());
    View view =
        View.orbit(drawn.camera(), side, side, Math.toRadians(yaw), Math.toRadians(pitch), zoom);
    try (Studio studio = new Studio(drawn, pictures)) {
      Studio.write(studio.take(frame, mood, coefficients, view), out);
    }
    spec.commandLine().getOut().printf("Wrote %s, %dx%d.%n", out, side, side);
    return 0;
  }
}
