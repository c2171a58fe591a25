package io.visavis.server.cli;

import io.visavis.inference.model.SyncNetwork;
import io.visavis.server.compare.SyncComparison;
import io.visavis.server.compare.SyncVoice;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** SyncNet, and the voice that it hears; a mixin. */
final class SyncOptions {
  @Option(
      names = "--sync-video",
      paramLabel = "FILE.onnx",
      description =
          "SyncNet for LSE-C and LSE-D as a network: five faces [1, 3, 5, 224, 224], blue, green,"
              + " red of 0..255, D features. Without it they are left out, for the same reason.")
  private @Nullable Path video;

  @Option(
      names = "--sync-audio",
      paramLabel = "FILE.onnx",
      description =
          "SyncNet's other half: MFCC [1, 1, 13, 20], D features. Not needed where the file of"
              + " --sync-video has both, in the same order of inputs and outputs.")
  private @Nullable Path audio;

  @Option(
      names = "--voice",
      paramLabel = "WAV",
      description = "What is spoken in the pictures, 25 of them a second, from the first on.")
  private @Nullable Path voice;

  /** To be closed, or null where it is not asked for. */
  @Nullable SyncComparison open(int pictures) throws IOException {
    if (video == null && audio == null && voice == null) {
      return null;
    }
    if (video == null || voice == null) {
      throw new UsageException(
          "LSE-C and LSE-D need both --sync-video and --voice%s."
              .formatted(audio == null ? "" : " beside --sync-audio"));
    }
    SyncVoice heard = SyncVoice.read(voice, pictures);
    return new SyncComparison(SyncNetwork.open(video, audio), heard);
  }

  /** Why there are none, where they were not asked for. */
  Optional<String> note() {
    return video == null
        ? Optional.of(
            "LSE-C and LSE-D are left out: SyncNet cannot come with visavis; --sync-video takes yours.")
        : Optional.empty();
  }
}
