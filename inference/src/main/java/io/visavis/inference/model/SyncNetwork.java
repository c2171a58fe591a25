package io.visavis.inference.model;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * SyncNet (Chung and Zisserman 2016) out of a user's files: features of lips, and of the voice that
 * belongs to them. One file has both, or each has one. Runs on the CPU; one thread at a time.
 */
public final class SyncNetwork implements AutoCloseable {
  /** Frames that it looks at at once. */
  public static final int FRAMES = 5;

  /** Pixels on a side of what it looks at. */
  public static final int SIDE = 224;

  /** Frames of {@link io.visavis.inference.feature.Mfcc} that it hears at once. */
  public static final int HEARD = 20;

  private static final long[] VIDEO = {1, 3, FRAMES, SIDE, SIDE};
  private static final long[] AUDIO = {1, 1, 13, HEARD};

  private final NetworkFile video;
  private final @Nullable NetworkFile audio;

  private SyncNetwork(NetworkFile video, @Nullable NetworkFile audio) {
    this.video = video;
    this.audio = audio;
  }

  /**
   * What it gives for 0.2 seconds.
   *
   * @param lips [d]
   * @param voice [d]
   */
  public record Features(float[] lips, float[] voice) {}

  /**
   * Opens files.
   *
   * @param video takes pictures, and sound too where there is no other file
   * @param audio takes sound, or null
   * @throws ModelException with one sentence if they cannot be used
   */
  public static SyncNetwork open(Path video, @Nullable Path audio) {
    NetworkFile first = NetworkFile.open(video);
    NetworkFile second = null;
    try {
      second = audio == null ? null : NetworkFile.open(audio);
      if (second == null) {
        check(first, VIDEO, AUDIO);
      } else {
        check(first, VIDEO);
        check(second, AUDIO);
      }
      return new SyncNetwork(first, second);
    } catch (ModelException e) {
      first.close();
      if (second != null) {
        second.close();
      }
      throw e;
    }
  }

  private static void check(NetworkFile network, long[]... wanted) {
    List<long[]> inputs = List.copyOf(network.inputs().values());
    boolean right = inputs.size() == wanted.length && network.outputs() == wanted.length;
    for (long[] shape : wanted) {
      right &= inputs.stream().anyMatch(input -> NetworkFile.fits(input, shape));
    }
    if (!right) {
      throw new ModelException(
          "%s is no SyncNet: it takes %s and gives %d outputs; %s is right."
              .formatted(
                  network.name(),
                  inputs.isEmpty()
                      ? "nothing"
                      : String.join(" and ", inputs.stream().map(SyncNetwork::shown).toList()),
                  network.outputs(),
                  wanted.length == 1
                      ? shown(wanted[0]) + " and one output"
                      : shown(VIDEO) + " and " + shown(AUDIO) + " and two outputs"));
    }
  }

  private static String shown(long[] shape) {
    StringBuilder out = new StringBuilder();
    for (long side : shape) {
      out.append(out.isEmpty() ? "[" : ", ").append(side < 0 ? "any" : Long.toString(side));
    }
    return out.append(']').toString();
  }

  /**
   * Runs it.
   *
   * @param pictures [3, 5, 224, 224] blue, green, red, each 0 to 255
   * @param mfcc [13, 20]
   * @throws ModelException with one sentence if it fails, runs for more than a minute, or gives
   *     what cannot be compared
   */
  public Features run(float[] pictures, float[] mfcc) {
    var seen = new NetworkFile.Given(pictures, VIDEO);
    var heard = new NetworkFile.Given(mfcc, AUDIO);
    Map<String, NetworkFile.Given> given = new LinkedHashMap<>();
    video
        .inputs()
        .forEach((input, shape) -> given.put(input, NetworkFile.fits(shape, VIDEO) ? seen : heard));
    List<float[]> out = video.run(given);
    float[] lips;
    float[] voice;
    if (audio == null) {
      long[] shape = video.inputs().values().iterator().next();
      int first = NetworkFile.fits(shape, VIDEO) ? 0 : 1;
      lips = out.get(first);
      voice = out.get(1 - first);
    } else {
      lips = out.getFirst();
      voice = audio.run(Map.of(audio.inputs().keySet().iterator().next(), heard)).getFirst();
    }
    if (lips.length != voice.length) {
      throw new ModelException(
          "SyncNet gives %d features of lips and %d of a voice; as many of both are right."
              .formatted(lips.length, voice.length));
    }
    return new Features(lips, voice);
  }

  @Override
  public void close() {
    video.close();
    if (audio != null) {
      audio.close();
    }
  }
}
