package io.visavis.render.failover;

import io.visavis.avatar.Avatar;
import io.visavis.render.AvatarHandle;
import io.visavis.render.BackendFailedException;
import io.visavis.render.DrawRequest;
import io.visavis.render.RenderBackend;
import io.visavis.render.RenderBackendProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Draws with a back end that may fail as a whole, such as a GPU, and from its first failure on with
 * another one: the batch in hand is drawn again, so that nobody sees more than a late picture. An
 * avatar that does not fit into the device's memory is drawn by the other one alone.
 */
public final class FailoverBackend implements RenderBackend {
  private static final Logger log = LoggerFactory.getLogger(FailoverBackend.class);

  private final RenderBackend spare;
  private final String primaryName;
  private final Consumer<String> onFailover;
  private final Consumer<Avatar> onLoad;
  private final List<DrawRequest> ours = new ArrayList<>();
  private final List<DrawRequest> theirs = new ArrayList<>();

  /** Written by the drawing thread, read by others for its name. */
  private volatile @Nullable RenderBackend primary;

  /**
   * Opens both.
   *
   * @param onFailover told once, with the reason
   * @param onLoad told of every avatar that is loaded, such as {@link SpareWarmUp#with}
   */
  public FailoverBackend(
      RenderBackendProvider primary,
      RenderBackendProvider spare,
      Consumer<String> onFailover,
      Consumer<Avatar> onLoad) {
    this.spare = spare.open();
    this.onLoad = onLoad;
    this.primaryName = primary.name();
    this.onFailover = onFailover;
    try {
      this.primary = primary.open();
    } catch (BackendFailedException e) {
      failOver(e);
    }
  }

  /** The name of the one that draws. */
  @Override
  public String name() {
    RenderBackend first = primary;
    return first == null ? spare.name() : first.name();
  }

  @Override
  public int batch() {
    RenderBackend first = primary;
    return first == null ? spare.batch() : first.batch();
  }

  @Override
  public AvatarHandle load(Avatar avatar) {
    onLoad.accept(avatar);
    RenderBackend first = primary;
    AvatarHandle handle = null;
    if (first != null) {
      try {
        handle = first.load(avatar);
      } catch (BackendFailedException e) {
        log.warn(
            "Avatar '{}' is drawn by the {} back end alone: {}",
            avatar.name(),
            spare.name(),
            e.getMessage());
      }
    }
    FailoverAvatar made = new FailoverAvatar(avatar, handle);
    if (handle == null) {
      made.prepare(spare::load);
    }
    return made;
  }

  @Override
  public void draw(List<DrawRequest> batch) {
    theirs.clear();
    ours.clear();
    for (int i = 0; i < batch.size(); i++) {
      boolean first = primary != null && of(batch.get(i)).isPrimary();
      (first ? ours : theirs).add(batch.get(i));
    }
    RenderBackend first = primary;
    if (first != null && !ours.isEmpty()) {
      try {
        first.draw(ours);
      } catch (BackendFailedException e) {
        failOver(e);
        theirs.addAll(ours);
      }
    }
    for (int i = 0; i < theirs.size(); i++) {
      of(theirs.get(i)).prepare(spare::load);
    }
    if (!theirs.isEmpty()) {
      spare.draw(theirs);
    }
  }

  private static FailoverAvatar of(DrawRequest request) {
    FailoverAvatar own = request.avatar().as(FailoverAvatar.class);
    if (own == null) {
      throw new IllegalArgumentException(
          "Avatar '%s' was loaded by another back end; load it with the one that draws it."
              .formatted(request.avatar().avatar().name()));
    }
    return own;
  }

  private void failOver(BackendFailedException why) {
    log.error(
        "The {} back end failed, the {} back end draws from now on: {}",
        primaryName,
        spare.name(),
        why.getMessage());
    RenderBackend failed = primary;
    primary = null;
    if (failed != null) {
      try {
        failed.close();
      } catch (BackendFailedException e) {
        log.debug("Closing what had failed", e);
      }
    }
    onFailover.accept(why.getMessage());
  }

  @Override
  public void close() {
    RenderBackend first = primary;
    if (first != null) {
      first.close();
    }
    spare.close();
  }
}
