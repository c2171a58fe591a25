package io.visavis.inference.model;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A network of a user's file that looks at pictures and gives numbers, such as LPIPS, or the
 * features of Inception. It keeps the rules of every network from a file ({@link GraphRules}), and
 * a run ends after a minute. Runs on the CPU; one thread at a time.
 */
public final class PictureNetwork implements AutoCloseable {
  private final NetworkFile network;

  private PictureNetwork(NetworkFile network) {
    this.network = network;
  }

  /**
   * Opens a file.
   *
   * @param pictures how many it takes at once, each [1, 3, height, width]
   * @throws ModelException with one sentence if it cannot be used
   */
  public static PictureNetwork open(Path file, int pictures) {
    NetworkFile network = NetworkFile.open(file);
    try {
      check(network, pictures);
      return new PictureNetwork(network);
    } catch (ModelException e) {
      network.close();
      throw e;
    }
  }

  private static void check(NetworkFile network, int pictures) {
    network
        .inputs()
        .forEach(
            (input, shape) -> {
              if (!NetworkFile.fits(shape, 1, 3, -1, -1)) {
                throw new ModelException(
                    "%s has an input '%s' that is no picture; float of the shape [1, 3, height, width] is right."
                        .formatted(network.name(), input));
              }
            });
    if (network.inputs().size() != pictures) {
      throw new ModelException(
          "%s takes %d pictures; a network of %d is right here."
              .formatted(network.name(), network.inputs().size(), pictures));
    }
    if (network.outputs() != 1) {
      throw new ModelException(
          "%s has %d outputs; one is right.".formatted(network.name(), network.outputs()));
    }
  }

  /** Whether it takes pictures of that size. */
  public boolean takes(int width, int height) {
    return network.inputs().values().stream()
        .allMatch(s -> NetworkFile.fits(s, 1, 3, height, width));
  }

  /**
   * Runs it.
   *
   * @param pictures as many as it takes, each [3, height, width]
   * @return what it gives, whatever the shape of that is
   * @throws ModelException with one sentence if it fails, runs for more than a minute, or gives
   *     what is no number
   */
  public float[] run(List<float[]> pictures, int width, int height) {
    if (!takes(width, height)) {
      long[] sides = network.inputs().values().iterator().next();
      throw new ModelException(
          "%s takes pictures of %s x %s pixels, and these have %d x %d."
              .formatted(network.name(), shown(sides[3]), shown(sides[2]), width, height));
    }
    Map<String, NetworkFile.Given> given = new LinkedHashMap<>();
    for (String input : network.inputs().keySet()) {
      given.put(input, new NetworkFile.Given(pictures.get(given.size()), 1, 3, height, width));
    }
    return network.run(given).getFirst();
  }

  private static String shown(long side) {
    return side < 0 ? "any" : Long.toString(side);
  }

  @Override
  public void close() {
    network.close();
  }
}
