package io.visavis.server.cli;

import io.visavis.inference.Control;
import io.visavis.inference.Emotion;
import io.visavis.inference.Relation;
import io.visavis.inference.audio.WavFile;
import io.visavis.inference.model.MotionModel;
import io.visavis.render.Backdrop;
import io.visavis.server.conversation.SpaceRule;
import io.visavis.server.offline.ControlFile;
import io.visavis.server.offline.MotionFile;
import io.visavis.server.offline.OfflineAnimator;
import io.visavis.server.offline.OfflineStage;
import io.visavis.server.offline.PartnerFrame;
import io.visavis.server.offline.TimedControl;
import io.visavis.server.offline.VideoOutput;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code animate}. */
@Command(
    name = "animate",
    description =
        "Gives a recorded voice a face: motion, pictures or video, as live would show it.",
    footer = {
      "",
      "At least one of --motion, --video and --frames says where the result goes.",
      "",
      "Examples:",
      "  visavis animate --self voice.wav --video out.mp4",
      "  visavis animate --self voice.wav --motion out.jsonl",
      "  visavis animate --self b.wav --partner a.wav --emotion happy=1.5 --avatar theo --video"
          + " b.mp4",
      "  visavis animate --self b.wav --controls mood.jsonl --frames pictures --size 1024",
      "  visavis animate --self b.wav --frames cut-out --background transparent",
      "",
      "A line of a --controls file:"
          + " {\"t\":2.5,\"emotion\":{\"happy\":1.5},\"relation\":\"blood,equal\"},"
          + " or {\"t\":4,\"flush\":true} where the voice was cut off"
    })
final class AnimateCommand implements Callable<Integer> {
  private static final int RATE = 48_000;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;
  @Mixin private AvatarOptions avatars = new AvatarOptions();
  @Mixin private PictureOptions pictures = new PictureOptions();

  @Option(
      names = "--self",
      paramLabel = "B.wav",
      required = true,
      description = "The voice of the one who is portrayed.")
  private Path self = Path.of("");

  @Option(
      names = "--partner",
      paramLabel = "A.wav",
      description = "The voice of the one who is listened to.")
  private @Nullable Path partner;

  @Option(
      names = "--partner-motion",
      paramLabel = "A.jsonl",
      description = "The partner's facial motion, for models that hear it.")
  private @Nullable Path partnerMotion;

  @Option(
      names = "--relation",
      paramLabel = "KIN,STATUS",
      description = "blood or non-blood; equal, unequal, self-higher or self-lower.")
  private @Nullable String relation;

  @Option(
      names = "--emotion",
      paramLabel = "NAME=0..3,...",
      description = "happy, sad, fear, disgusted, contempt, angry, surprised.")
  private @Nullable String emotion;

  @Option(
      names = "--controls",
      paramLabel = "C.jsonl",
      description = "Changes of emotion, relation and identity over time.")
  private @Nullable Path controls;

  @Option(names = "--identity", paramLabel = "NAME", description = "One of the model's identities.")
  private @Nullable String identity;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "0",
      description = "Same seed, same blinks and glances (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--avatar",
      paramLabel = "NAME|FILE",
      defaultValue = "mira",
      description = "The avatar (default: ${DEFAULT-VALUE}).")
  private String avatar = "";

  @Option(
      names = "--model",
      paramLabel = "NAME|FILE",
      defaultValue = MotionModel.BUILT_IN,
      description = "The motion model (default: ${DEFAULT-VALUE}).")
  private String model = "";

  @Option(
      names = "--size",
      paramLabel = "PIXELS",
      defaultValue = "512",
      description = "Width and height, even, 64 to 2048 (default: ${DEFAULT-VALUE}).")
  private int size;

  @Option(names = "--motion", paramLabel = "OUT.jsonl", description = "Writes the motion frames.")
  private @Nullable Path motion;

  @Option(
      names = "--video",
      paramLabel = "OUT.mp4|OUT.y4m",
      description = "Writes a video: .mp4 with sound, by ffmpeg; .y4m without.")
  private @Nullable Path video;

  @Option(names = "--frames", paramLabel = "DIR", description = "Writes one PNG a frame.")
  private @Nullable Path frames;

  @Option(
      names = "--matte",
      paramLabel = "none|packed",
      defaultValue = "none",
      description = "packed: the video holds colour beside matte, twice as wide, for compositing.")
  private String matte = "none";

  @Override
  public Integer call() throws Exception {
    if (!matte.equals("none") && !matte.equals("packed")) {
      throw new UsageException("There is no matte '%s'; none or packed is right.".formatted(matte));
    }
    if (motion == null && video == null && frames == null) {
      throw new UsageException("Nothing to write; give --video, --motion or --frames.");
    }
    PictureOptions.side(size);
    List<TimedControl> changes = changes();
    WavFile voice = WavFile.read(self);
    float @Nullable [] other = partner == null ? null : WavFile.read(partner).at(RATE);
    try (MotionModel opened = ModelOptions.open(model)) {
      List<PartnerFrame> seen =
          partnerMotion == null ? List.of() : MotionFile.read(partnerMotion, opened.card().space());
      long count = OfflineAnimator.frames(voice.samples().length, voice.rate());
      OfflineAnimator.Input input =
          new OfflineAnimator.Input(voice.at(RATE), count, other, seen, changes, seed);
      animate(opened, input);
    }
    return 0;
  }

  private List<TimedControl> changes() throws IOException {
    List<TimedControl> changes = new ArrayList<>();
    if (relation != null) {
      changes.add(new TimedControl(0, new Control.SetRelation(Relation.parse(relation))));
    }
    if (emotion != null) {
      changes.add(new TimedControl(0, new Control.SetEmotion(Emotion.parse(emotion))));
    }
    if (identity != null) {
      changes.add(new TimedControl(0, new Control.SetIdentity(identity)));
    }
    if (controls != null) {
      changes.addAll(ControlFile.read(controls));
    }
    return changes;
  }

  private void animate(MotionModel opened, OfflineAnimator.Input input) throws Exception {
    PrintWriter err = spec.commandLine().getErr();
    Progress progress = new Progress(err, input.frames());
    try (OfflineStage stage = stage(opened, input.self());
        MotionFile.Writer lines =
            motion == null ? null : new MotionFile.Writer(motion, opened.card().space())) {
      List<String> notes =
          OfflineAnimator.run(
              opened,
              input,
              (n, stream) -> {
                if (lines != null) {
                  lines.write(n, stream.motion());
                }
                if (stage != null) {
                  stage.draw(n, stream);
                }
                progress.done(n + 1);
              });
      notes.forEach(note -> err.println("Note: " + note));
    }
    spec.commandLine().getOut().println(progress.summary(stageName()));
  }

  private String stageName() {
    return video == null && frames == null ? "motion" : "video";
  }

  /** What draws, or null if nothing is drawn. */
  private @Nullable OfflineStage stage(MotionModel opened, float[] voice) throws Exception {
    if (video == null && frames == null) {
      return null;
    }
    var drawn = avatars.load(avatar);
    SpaceRule.fault(drawn, opened.name(), opened.card().space())
        .ifPresent(
            fault -> {
              throw new UsageException(fault);
            });
    Backdrop background = pictures.background();
    if (frames != null) {
      Files.createDirectories(frames);
    }
    var backend = pictures.backend();
    boolean packed = matte.equals("packed");
    int width = packed ? 2 * size : size;
    VideoOutput output = video == null ? null : VideoOutput.open(video, self, width, size);
    return new OfflineStage(
        backend, drawn, opened.card().space(), voice, size, background, packed, output, frames);
  }

  /** Says how far it is, once it has taken two seconds. */
  private static final class Progress {
    private static final long QUIET = 2_000_000_000L;
    private static final long EVERY = 2_000_000_000L;

    private final PrintWriter err;
    private final long frames;
    private final long start = System.nanoTime();
    private long next = start + QUIET;

    Progress(PrintWriter err, long frames) {
      this.err = err;
      this.frames = frames;
    }

    void done(long n) {
      long now = System.nanoTime();
      if (now >= next) {
        next = now + EVERY;
        double seconds = (now - start) / 1e9;
        err.printf(
            Locale.ROOT,
            "%5.1f of %.1f s, %.1fx real time%n",
            n / 25.0,
            frames / 25.0,
            n / 25.0 / seconds);
      }
    }

    String summary(String what) {
      double seconds = (System.nanoTime() - start) / 1e9;
      return String.format(
          Locale.ROOT,
          "%.1f s of %s in %.1f s, %.1fx real time",
          frames / 25.0,
          what,
          seconds,
          frames / 25.0 / seconds);
    }
  }
}
