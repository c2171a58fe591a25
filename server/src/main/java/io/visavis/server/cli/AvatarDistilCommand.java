package io.visavis.server.cli;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.check.Finding;
import io.visavis.avatar.check.TurnCheck;
import io.visavis.avatar.corrective.Correctives;
import io.visavis.avatar.glb.GlbWriter;
import io.visavis.avatar.motion.MotionSpace;
import io.visavis.inference.audio.WavFile;
import io.visavis.inference.corrective.distil.DistilSettings;
import io.visavis.inference.corrective.distil.Distillation;
import io.visavis.server.offline.MotionFile;
import io.visavis.server.offline.PartnerFrame;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code avatar distil}. */
@Command(
    name = "distil",
    description = {
      "Makes correctives of a trained network that changes every Gaussian by emotion, such as",
      "GaussianEmoTalker's: a few coefficients a frame in place of it, and what is lost by that."
    },
    footer = {
      "",
      "The network's tensors: docs/avatar-file.md, 'A network that changes every Gaussian'.",
      "",
      "Examples:",
      "  visavis avatar distil anna.glb --network emotion.onnx --out anna-feels.glb",
      "  visavis avatar distil anna.glb --network emotion.onnx --motion talk.jsonl --voice talk.wav"
          + " --rank 32 --samples 1024 --out anna-feels.glb"
    })
final class AvatarDistilCommand implements Callable<Integer> {
  private static final int RATE = 48_000;
  private static final long MOST_BYTES = 256L << 20;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;
  @Mixin private AvatarOptions avatars = new AvatarOptions();

  @Parameters(paramLabel = "NAME|FILE", description = "The avatar.")
  private String avatar = "";

  @Option(
      names = "--network",
      paramLabel = "NET.onnx",
      required = true,
      description = "The network; it is checked and run, never trusted.")
  private Path network = Path.of("");

  @Option(
      names = "--rank",
      paramLabel = "K",
      defaultValue = "16",
      description = "Coefficients, 1 to 256 (default: ${DEFAULT-VALUE}).")
  private int rank;

  @Option(
      names = "--samples",
      paramLabel = "N",
      defaultValue = "512",
      description = "How often the network is run, 16 to 2048 (default: ${DEFAULT-VALUE}).")
  private int samples;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "0",
      description = "Same seed, same result (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--motion",
      paramLabel = "M.jsonl",
      description =
          "Faces to run it on, of arkit and without emotion, as 'animate --motion' writes them"
              + " (default: faces by chance).")
  private @Nullable Path motion;

  @Option(
      names = "--voice",
      paramLabel = "V.wav",
      description =
          "The voice of --motion, or any, for a network that hears it (default: silence, hiss and"
              + " sung vowels).")
  private @Nullable Path voice;

  @Option(
      names = "--replace",
      description =
          "Instead of the correctives that the avatar has, which are lost (default: beside them).")
  private boolean replace;

  @Option(names = "--out", paramLabel = "FILE.glb", required = true, description = "The avatar.")
  private Path out = Path.of("");

  @Override
  public Integer call() throws Exception {
    if (!out.toString().endsWith(".glb")) {
      throw new UsageException("An avatar is written to a .glb file, not to %s.".formatted(out));
    }
    Path folder = out.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new UsageException("There is no directory %s to write to.".formatted(folder));
    }
    DistilSettings settings = new DistilSettings(rank, samples, seed, faces(), heard());
    byte[] onnx = bytes();
    Avatar plain = avatars.load(avatar);
    if (replace) {
      plain = plain.with(plain.gaussians(), Correctives.NONE);
    }
    int own = plain.correctives().size();
    PrintWriter printer = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    Distillation.Result result = Distillation.run(plain, onnx, settings, folder, err::println);
    GlbWriter.write(result.avatar(), out);
    result.report().lines().forEach(printer::println);
    if (own > 0) {
      printer.printf(
          "They stand beside the %d correctives that the avatar had; their changes add up.%n", own);
    }
    TurnCheck.check(result.avatar()).map(Finding::sentence).ifPresent(printer::println);
    printer.printf("Wrote %s, %d KB.%n", out, (Files.size(out) + 1023) / 1024);
    return 0;
  }

  private List<float[]> faces() throws IOException {
    if (motion == null) {
      return List.of();
    }
    List<float[]> faces =
        MotionFile.read(motion, MotionSpace.ARKIT).stream().map(PartnerFrame::values).toList();
    if (faces.isEmpty()) {
      throw new UsageException("There is no frame in %s; one at least is right.".formatted(motion));
    }
    return faces;
  }

  private float[] heard() throws IOException {
    return voice == null ? new float[0] : WavFile.read(voice).at(RATE);
  }

  private byte[] bytes() throws IOException {
    if (Files.isDirectory(network)) {
      throw new UsageException("%s is a folder; an .onnx file is needed.".formatted(network));
    }
    long size = Files.size(network);
    if (size > MOST_BYTES) {
      throw new UsageException(
          "%s has %d MB; networks of up to %d MB are read."
              .formatted(network, size >> 20, MOST_BYTES >> 20));
    }
    return Files.readAllBytes(network);
  }
}
