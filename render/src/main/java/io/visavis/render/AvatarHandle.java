package io.visavis.render;

import io.visavis.avatar.Avatar;

/** An avatar prepared by one {@link RenderBackend}; immutable, shared between portrayals. */
public interface AvatarHandle extends AutoCloseable {
  /** What was loaded. */
  Avatar avatar();

  /** Frees what the back end holds for it; no portrayal may use it afterwards. */
  @Override
  void close();
}
