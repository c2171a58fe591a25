package io.visavis.render;

import io.visavis.render.oracle.OracleBackend;
import io.visavis.render.scalar.ScalarBackend;
import io.visavis.render.vector.VectorBackend;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** The back ends that run on any CPU; one asked for by name runs where it is slow, too. */
record CpuProvider(String name, int rank, BooleanSupplier worthwhile, Supplier<RenderBackend> make)
    implements RenderBackendProvider {

  /** All of them. */
  static List<RenderBackendProvider> all() {
    return List.of(
        new CpuProvider("vector", 20, VectorBackend::worthwhile, VectorBackend::new),
        new CpuProvider("scalar", 10, () -> true, ScalarBackend::new),
        new CpuProvider("oracle", 0, () -> true, OracleBackend::new));
  }

  @Override
  public Optional<String> obstacle() {
    return worthwhile.getAsBoolean()
        ? Optional.empty()
        : Optional.of("The vectors of this CPU are too short to pay.");
  }

  @Override
  public RenderBackend open() {
    return make.get();
  }

  @Override
  public boolean mayFail() {
    return false;
  }
}
