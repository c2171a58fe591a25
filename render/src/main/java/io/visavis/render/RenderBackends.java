package io.visavis.render;

import io.visavis.render.failover.FailoverBackend;
import io.visavis.render.failover.SpareWarmUp;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The back ends there are, and which one runs here. */
public final class RenderBackends {
  private static final Logger log = LoggerFactory.getLogger(RenderBackends.class);
  private static final List<RenderBackendProvider> PROVIDERS = providers();

  private RenderBackends() {}

  private static List<RenderBackendProvider> providers() {
    List<RenderBackendProvider> all = new ArrayList<>(CpuProvider.all());
    ServiceLoader.load(RenderBackendProvider.class).forEach(all::add);
    all.sort(Comparator.comparingInt(RenderBackendProvider::rank).reversed());
    return List.copyOf(all);
  }

  /** Names that {@link #pick} takes, fastest first. */
  public static List<String> names() {
    return PROVIDERS.stream().map(RenderBackendProvider::name).toList();
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
    return supplier(override, why -> {}).get();
  }

  /**
   * As {@link #pick}, for many threads: the choice is made and logged once, each gets its own
   * instance. Where the choice may fail as a whole (a GPU), instances go over to the fastest back
   * end of the CPU when it does.
   *
   * @param onFailover told once an instance, with the reason
   */
  public static Supplier<RenderBackend> supplier(
      Optional<String> override, Consumer<String> onFailover) {
    Optional<String> name = override.filter(n -> !n.equals("auto"));
    RenderBackendProvider chosen = name.map(RenderBackends::named).orElseGet(() -> fastest(true));
    log.info(
        "Drawing with the {} back end ({})",
        chosen.name(),
        name.isPresent() ? "asked for" : "the fastest here");
    if (!chosen.mayFail()) {
      return chosen::open;
    }
    RenderBackendProvider spare = fastest(false);
    SpareWarmUp warmUp = new SpareWarmUp(spare);
    return () -> new FailoverBackend(chosen, spare, onFailover, warmUp::with);
  }

  private static RenderBackendProvider fastest(boolean orThatMayFail) {
    for (RenderBackendProvider provider : PROVIDERS) {
      if (orThatMayFail || !provider.mayFail()) {
        Optional<String> obstacle = provider.obstacle();
        if (obstacle.isEmpty()) {
          return provider;
        }
        log.info("Not drawing with the {} back end: {}", provider.name(), obstacle.get());
      }
    }
    throw new IllegalStateException("no back end works here");
  }

  private static RenderBackendProvider named(String name) {
    RenderBackendProvider provider =
        PROVIDERS.stream()
            .filter(p -> p.name().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "There is no render back end '%s'; the back ends are auto, %s."
                            .formatted(name, String.join(", ", names()))));
    if (provider.mayFail()) {
      provider
          .obstacle()
          .ifPresent(
              why -> {
                throw new IllegalArgumentException(
                    "The render back end '%s' does not work here: %s".formatted(name, why));
              });
    }
    return provider;
  }
}
