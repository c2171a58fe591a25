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
public record BasisArrays(int[] coefficient, SparseBlocks blocks) {

  static BasisArrays of(
      List<CorrectiveBasis> all, CorrectiveTarget target, boolean shared, int domain) {
    List<CorrectiveBasis> bases =
        all.stream().filter(b -> b.target() == target && b.shared() == shared).toList();
    int[] coefficient =
        bases.stream()
            .flatMapToInt(b -> IntStream.range(b.first(), b.first() + b.count(domain)))
            .toArray();
    int channels = target.channels();
    List<SparseBlocks.Row> rows =
        bases.stream()
            .flatMap(
                b ->
                    IntStream.range(0, b.count(domain))
                        .mapToObj(k -> new SparseBlocks.Row(b.values(), k * channels * domain)))
            .toList();
    return new BasisArrays(coefficient, SparseBlocks.of(rows, channels, domain));
  }
}
