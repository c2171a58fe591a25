package io.visavis.render;

import io.visavis.avatar.Avatar;
import org.jspecify.annotations.Nullable;

/** An avatar prepared by one {@link RenderBackend}; immutable, shared between portrayals. */
public interface AvatarHandle extends AutoCloseable {
  /** What was loaded. */
  Avatar avatar();

  /** This as the handle of a back end; null if another one prepared it. */
  default <T extends AvatarHandle> @Nullable T as(Class<T> type) {
    return type.isInstance(this) ? type.cast(this) : null;
  }

  /** Frees what the back end holds for it; no portrayal may use it afterwards. */
  @Override
  void close();
}
