package io.visavis.render;

import io.visavis.render.oracle.OracleBackend;
import io.visavis.render.scalar.ScalarBackend;
import io.visavis.render.vector.VectorBackend;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The back ends there are, and which one runs here. */
public final class RenderBackends {
  private static final Logger log = LoggerFactory.getLogger(RenderBackends.class);

  private RenderBackends() {}

  /** Names that {@link #pick} takes, fastest first. */
  public static List<String> names() {
    return List.of("vector", "scalar", "oracle");
  }

  /**
   * A new instance of the fastest back end that works here, or of the one that is asked for. Logs
   * the choice in one line.
   *
   * @param override a name, or empty (also {@code auto}) for the fastest
   * @throws IllegalArgumentException if there is none of that name or it does not work here, with
   *     one sentence
   */
  public static RenderBackend pick(Optional<String> override) {
    return supplier(override).get();
  }

  /**
   * As {@link #pick}, for many lanes: the choice is made and logged once, every lane gets its own
   * instance.
   */
  public static Supplier<RenderBackend> supplier(Optional<String> override) {
    String name =
        override
            .filter(n -> !n.equals("auto"))
            .orElseGet(() -> VectorBackend.worthwhile() ? "vector" : "scalar");
    Supplier<RenderBackend> made =
        switch (name) {
          case "vector" -> VectorBackend::new;
          case "scalar" -> ScalarBackend::new;
          case "oracle" -> OracleBackend::new;
          default ->
              throw new IllegalArgumentException(
                  "There is no render back end '%s'; the back ends are auto, %s."
                      .formatted(name, String.join(", ", names())));
        };
    log.info(
        "Drawing with the {} back end ({})",
        name,
        override.isPresent() ? "asked for" : "the fastest here");
    return made;
  }
}
