package io.visavis.server.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.visavis.inference.model.PictureNetwork;
import io.visavis.render.compare.Pixels;
import io.visavis.render.compare.PngFile;
import io.visavis.server.compare.Comparison;
import io.visavis.server.compare.PictureFiles;
import io.visavis.server.compare.Report;
import io.visavis.server.compare.SyncComparison;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code avatar compare}. */
@Command(
    name = "compare",
    description = {
      "Says in figures how far pictures, or renders of an avatar, are from reference pictures:"
          + " L1, PSNR, SSIM, and the distance of the mouth's landmarks (LMD).",
      "LPIPS, FID, LSE-C and LSE-D need networks that cannot come with visavis; --lpips, --fid and"
          + " --sync-video take them as ONNX files."
    },
    footer = {
      "",
      "Examples:",
      "  visavis avatar compare --reference test/rgb --pictures test/renders",
      "  visavis avatar compare --reference a.png --pictures b.png --face 128,96,256,300",
      "  visavis avatar compare --avatar anna.glb --motion anna.jsonl --reference test/rgb"
          + " --background #ffffff --landmarks test/landmarks.npy --json scores.json",
      "  visavis avatar compare --avatar anna.glb --motion anna.jsonl --reference test/rgb"
          + " --sync-video lips.onnx --sync-audio voice.onnx --voice test/voice.wav"
    })
final class AvatarCompareCommand implements Callable<Integer> {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;
  @Mixin private AvatarOptions avatars = new AvatarOptions();
  @Mixin private PictureOptions drawing = new PictureOptions();
  @Mixin private CompareOptions options = new CompareOptions();
  @Mixin private SyncOptions lips = new SyncOptions();

  @Option(
      names = "--reference",
      paramLabel = "DIR|PNG",
      required = true,
      description = "The true pictures: .png files in the order of their names.")
  private Path reference = Path.of("");

  @Option(
      names = "--pictures",
      paramLabel = "DIR|PNG",
      description = "What is compared with them: .png files of the same names.")
  private @Nullable Path pictures;

  @Option(
      names = "--avatar",
      paramLabel = "NAME|FILE",
      description = "Or an avatar that is drawn, in its own framing and the references' size.")
  private @Nullable String avatar;

  @Option(
      names = "--motion",
      paramLabel = "MOTION.jsonl",
      description = "The motion of the avatar; frame n is compared with the n-th reference.")
  private @Nullable Path motion;

  @Override
  public Integer call() throws Exception {
    Path json = options.json();
    options.hasFace();
    List<String> notes = new ArrayList<>();
    Report report;
    if (pictures != null && avatar == null && motion == null) {
      report = pictures(pictures, notes);
    } else if (pictures == null && avatar != null && motion != null) {
      report = avatar(avatar, motion, notes);
    } else {
      throw new UsageException(
          "What is compared with the references is either --pictures, or --avatar with --motion.");
    }
    var out = spec.commandLine().getOut();
    report.lines().forEach(out::println);
    if (json != null) {
      Files.write(
          json,
          new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(report.json()));
      out.printf("Wrote %s.%n", json);
    }
    return 0;
  }

  private Report pictures(Path place, List<String> notes) throws IOException {
    if (options.hasLandmarks()) {
      throw new UsageException(
          "Landmarks of the references are compared with those of an avatar; --landmarks needs --avatar.");
    }
    float[] behind = CompareOptions.behind(drawing.background());
    List<PictureFiles.Pair> pairs = PictureFiles.pairs(reference, place);
    try (PictureNetwork lpips = options.lpips();
        PictureNetwork fid = options.fid(pairs.size());
        SyncComparison sync = lips.open(pairs.size())) {
      Comparison comparison = new Comparison(lpips, fid, sync);
      for (PictureFiles.Pair pair : pairs) {
        Pixels right = PngFile.read(pair.reference(), behind);
        comparison.add(
            pair.name(),
            PngFile.read(pair.picture(), behind),
            right,
            options.face(pair.name(), right),
            null);
      }
      if (!options.hasFace()) {
        notes.add("Figures of the face are left out: --face or --mask says where it is.");
      }
      notes.add("LMD is left out: it needs an avatar (--avatar) and --landmarks.");
      notes.addAll(options.notes());
      lips.note().ifPresent(notes::add);
      return new Report(comparison, notes);
    }
  }

  private Report avatar(String name, Path motionFile, List<String> notes) throws Exception {
    List<Path> references = PictureFiles.of(reference);
    try (AvatarPictures drawn =
            new AvatarPictures(avatars.load(name), motionFile, drawing, references.size());
        PictureNetwork lpips = options.lpips();
        PictureNetwork fid = options.fid(references.size());
        SyncComparison sync = lips.open(references.size())) {
      List<double[]> landmarks = options.landmarks(references.size());
      float[] behind = CompareOptions.behind(drawing.background());
      Comparison comparison = new Comparison(lpips, fid, sync);
      for (int n = 0; n < references.size(); n++) {
        String file = PictureFiles.name(references.get(n));
        Pixels right = PngFile.read(references.get(n), behind);
        AvatarPictures.Shot shot = drawn.take(n, right.width(), right.height());
        comparison.add(
            file,
            shot.picture(),
            right,
            options.hasFace() ? options.face(file, right) : shot.face(),
            shot.mouths(landmarks == null ? null : landmarks.get(n)));
      }
      drawn.note(references.size(), landmarks != null, options.hasFace(), notes);
      notes.addAll(options.notes());
      lips.note().ifPresent(notes::add);
      return new Report(comparison, notes);
    }
  }
}
