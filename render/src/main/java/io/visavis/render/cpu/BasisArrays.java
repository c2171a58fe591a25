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
    List<Row> rows =
        bases.stream()
            .flatMap(b -> IntStream.range(0, b.count(domain)).mapToObj(k -> new Row(b, k)))
            .toList();
    SparseBlocks blocks =
        SparseBlocks.of(
            new SparseBlocks.Rows() {
              @Override
              public float[] values(int row) {
                return rows.get(row).basis.values();
              }

              @Override
              public int at(int row, int channel) {
                return (rows.get(row).number * channels + channel) * domain;
              }
            },
            channels,
            rows.size(),
            domain);
    return new BasisArrays(coefficient, blocks);
  }

  /** One row of a basis. */
  private record Row(CorrectiveBasis basis, int number) {}
}
