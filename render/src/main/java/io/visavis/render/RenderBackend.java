package io.visavis.render;

import io.visavis.avatar.Avatar;
import java.util.List;

/**
 * Draws batches of portrayals. Every back end draws the same picture (see the oracle); which one
 * runs is picked at start by {@link RenderBackends}.
 *
 * <p>Threads: {@link #load} may be called from any thread; {@link #draw} only from the one thread
 * that owns this instance. One instance a drawing thread; what one has loaded, all instances of the
 * same back end draw.
 */
public interface RenderBackend extends AutoCloseable {
  /**
   * Name in logs, configuration and metrics: {@code cuda}, {@code vector}, {@code scalar}, {@code
   * oracle}.
   */
  String name();

  /** How many portrayals it takes at a time at best; more are drawn as well. */
  default int batch() {
    return 1;
  }

  /**
   * Prepares an avatar. Handles of one avatar share what can be shared between portrayals.
   *
   * @throws IllegalArgumentException if the avatar cannot be drawn, with one sentence why
   */
  AvatarHandle load(Avatar avatar);

  /**
   * Poses and draws every portrayal of the batch into its pictures, and fills in its stage times. A
   * portrayal's motion is read, never kept. No allocation once every size has been seen.
   *
   * @param batch the portrayals of this tick; sizes, avatars and views may all differ
   */
  void draw(List<DrawRequest> batch);

  @Override
  void close();
}
