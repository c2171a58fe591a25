package io.visavis.server.compare;

import io.visavis.avatar.motion.MotionSpace;
import io.visavis.inference.audio.WavFile;
import io.visavis.inference.feature.Mfcc;
import io.visavis.inference.metric.SyncScore;
import io.visavis.inference.model.SyncNetwork;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The voice beside pictures, 25 a second, as SyncNet hears it.
 *
 * @param mfcc [100 a second][13]
 * @param frames pictures that are compared: as many as both have
 * @param note a sentence if one of the two is longer
 */
public record SyncVoice(float[][] mfcc, int frames, Optional<String> note) {
  /** Fewer windows than offsets would mostly measure what is beyond the ends. */
  private static final int LEAST = SyncNetwork.FRAMES + 2 * SyncScore.REACH + 1;

  /** Ten minutes. */
  private static final int MOST = 15_000;

  /**
   * Reads a voice.
   *
   * @param pictures that are compared
   * @throws IllegalArgumentException with one sentence if it does not suit
   */
  public static SyncVoice read(Path file, int pictures) throws IOException {
    WavFile wav = WavFile.read(file);
    if (wav.rate() < Mfcc.RATE) {
      throw new IllegalArgumentException(
          "%s has %d samples a second; SyncNet needs %d at least."
              .formatted(file, wav.rate(), Mfcc.RATE));
    }
    long heard = (long) wav.samples().length * MotionSpace.FPS / wav.rate();
    long frames = Math.min(heard, pictures);
    if (frames < LEAST || frames > MOST) {
      throw new IllegalArgumentException(
          "There are %d pictures, and %s lasts for %d; LSE-C and LSE-D need %d to %d, 25 a second."
              .formatted(pictures, file, heard, LEAST, MOST));
    }
    String note =
        "The voice lasts for %d pictures, and there are %d; LSE-C and LSE-D are of the first %d."
            .formatted(heard, pictures, frames);
    return new SyncVoice(
        Mfcc.ofClip(wav.at(Mfcc.RATE)),
        (int) frames,
        heard == pictures ? Optional.empty() : Optional.of(note));
  }

  /** Windows of five pictures that are looked at. */
  int windows() {
    return frames - SyncNetwork.FRAMES;
  }

  /** [13, 20] beside the five pictures from one on. */
  float[] mfcc(int picture) {
    float[] out = new float[Mfcc.SIZE * SyncNetwork.HEARD];
    for (int t = 0; t < SyncNetwork.HEARD; t++) {
      for (int n = 0; n < Mfcc.SIZE; n++) {
        out[n * SyncNetwork.HEARD + t] = mfcc[4 * picture + t][n];
      }
    }
    return out;
  }
}
