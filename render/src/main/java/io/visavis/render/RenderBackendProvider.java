package io.visavis.render;

import java.util.Optional;

/** A kind of back end that can be picked; those of other modules are found by ServiceLoader. */
public interface RenderBackendProvider {
  /** Its name in configuration, logs and metrics. */
  String name();

  /** The fastest that works has the highest. */
  int rank();

  /**
   * Why it does not work here.
   *
   * @return one sentence, empty if it works
   */
  Optional<String> obstacle();

  /**
   * A new instance.
   *
   * @throws BackendFailedException if it worked once and does not now
   */
  RenderBackend open();

  /** Whether it may fail as a whole, as a GPU does, so that another one has to stand by. */
  boolean mayFail();
}
