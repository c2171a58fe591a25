package io.visavis.render.failover;

import io.visavis.avatar.Avatar;
import io.visavis.render.AvatarHandle;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An avatar for the back end that draws it now and, once that is needed, for the one that stands
 * by. Safe for use by several threads.
 */
final class FailoverAvatar implements AvatarHandle {
  private final Avatar avatar;
  private final @Nullable AvatarHandle primary;
  private volatile @Nullable AvatarHandle spare;
  private boolean closed;

  FailoverAvatar(Avatar avatar, @Nullable AvatarHandle primary) {
    this.avatar = avatar;
    this.primary = primary;
  }

  @Override
  public Avatar avatar() {
    return avatar;
  }

  /** Whether the back end that may fail has it; not where its memory was full. */
  boolean isPrimary() {
    return primary != null;
  }

  /** Prepares it for the back end that stands by, once. */
  synchronized void prepare(Function<Avatar, AvatarHandle> load) {
    if (spare == null && !closed) {
      spare = load.apply(avatar);
    }
  }

  @Override
  public <T extends AvatarHandle> @Nullable T as(Class<T> type) {
    if (type.isInstance(this)) {
      return type.cast(this);
    }
    return type.isInstance(primary)
        ? type.cast(primary)
        : type.isInstance(spare) ? type.cast(spare) : null;
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (primary != null) {
      primary.close();
    }
    AvatarHandle other = spare;
    if (other != null) {
      other.close();
    }
  }
}
