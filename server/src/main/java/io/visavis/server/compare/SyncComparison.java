package io.visavis.server.compare;

import io.visavis.inference.metric.SyncScore;
import io.visavis.inference.model.SyncNetwork;
import io.visavis.render.compare.Pixels;
import io.visavis.render.compare.Region;
import java.math.BigInteger;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** LSE-C and LSE-D of pictures and of their references beside one voice. One thread. */
public final class SyncComparison implements AutoCloseable {
  private static final Pattern LAST_NUMBER = Pattern.compile("(\\d+)\\D*$");

  private final SyncNetwork network;
  private final SyncVoice voice;
  private final LipSync pictures;
  private final LipSync references;
  private String before = "";

  /**
   * A comparison.
   *
   * @param network closed with this
   */
  public SyncComparison(SyncNetwork network, SyncVoice voice) {
    this.network = network;
    this.voice = voice;
    this.pictures = new LipSync(network, voice);
    this.references = new LipSync(network, voice);
  }

  /** What was found. */
  record Scores(SyncScore pictures, SyncScore references) {}

  /**
   * The next pair in time.
   *
   * @throws IllegalArgumentException with one sentence if there is no face, or if names sort
   *     otherwise than the numbers in them
   */
  void add(String name, Pixels picture, Pixels reference, @Nullable Region face) {
    if (!before.isEmpty() && number(before).compareTo(number(name)) > 0) {
      throw new IllegalArgumentException(
          "The picture %s comes after %s by its name, and its number is lower; LSE-C and LSE-D need numbers of as many digits."
              .formatted(name, before));
    }
    before = name;
    if (face == null) {
      throw new IllegalArgumentException(
          "LSE-C and LSE-D need the face in all pictures, and where it is in %s is not known; --face or --mask says it."
              .formatted(name));
    }
    pictures.add(picture, face);
    references.add(reference, face);
  }

  private static BigInteger number(String name) {
    Matcher number = LAST_NUMBER.matcher(name);
    return number.find() ? new BigInteger(number.group(1)) : BigInteger.ZERO;
  }

  /** After the last pair. */
  Scores scores() {
    return new Scores(pictures.score(), references.score());
  }

  /** Sentences about what was left out. */
  List<String> notes() {
    return voice.note().stream().toList();
  }

  @Override
  public void close() {
    network.close();
  }
}
