package io.visavis.render.cpu;

import io.visavis.avatar.corrective.CorrectiveBasis;
import io.visavis.avatar.corrective.CorrectiveTarget;
import java.util.List;
import java.util.stream.IntStream;

/**
 * All bases over one attribute and one domain, Gaussians or triangles. Immutable.
 *
 * @param coefficient [rows] the coefficient that drives each row
 * @param blocks their values
 */
public record BasisArrays(int[] coefficient, Blocks blocks) {

  static BasisArrays of(
      List<CorrectiveBasis> all, CorrectiveTarget target, boolean shared, int domain) {
    List<CorrectiveBasis> bases =
        all.stream().filter(b -> b.target() == target && b.shared() == shared).toList();
    int[] coefficient =
        bases.stream()
            .flatMapToInt(b -> IntStream.range(b.first(), b.first() + b.count(domain)))
            .toArray();
    int channels = target.channels();
    Blocks blocks = Blocks.of(channels, coefficient.length, domain);
    int row = 0;
    for (CorrectiveBasis basis : bases) {
      for (int k = 0; k < basis.count(domain); k++) {
        for (int c = 0; c < channels; c++) {
          blocks.put(c, row, basis.values(), (k * channels + c) * domain, domain);
        }
        row++;
      }
    }
    return new BasisArrays(coefficient, blocks);
  }
}
