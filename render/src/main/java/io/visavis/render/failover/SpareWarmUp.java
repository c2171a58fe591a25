package io.visavis.render.failover;

import io.visavis.avatar.Avatar;
import io.visavis.render.AvatarHandle;
import io.visavis.render.Background;
import io.visavis.render.DrawRequest;
import io.visavis.render.Picture;
import io.visavis.render.RenderBackend;
import io.visavis.render.RenderBackendProvider;
import io.visavis.render.View;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * Draws some pictures with the back end that stands by, once a process and beside everything else:
 * its first ones take seconds until the compiler has seen every loop, and when a GPU is lost there
 * is no time for that.
 */
public final class SpareWarmUp {
  private static final int PICTURES = 200;
  private static final int SIZE = 256;

  private final RenderBackendProvider spare;
  private final AtomicBoolean begun = new AtomicBoolean();

  /** Warms up what that provider opens. */
  public SpareWarmUp(RenderBackendProvider spare) {
    this.spare = spare;
  }

  /** Begins with the first avatar that is loaded; returns at once. Any thread. */
  public void with(Avatar avatar) {
    if (!begun.getAndSet(true)) {
      Thread thread = new Thread(() -> draw(avatar), "warm-up");
      thread.setDaemon(true);
      thread.start();
    }
  }

  private void draw(Avatar avatar) {
    try (RenderBackend backend = spare.open();
        AvatarHandle handle = backend.load(avatar)) {
      DrawRequest request =
          new DrawRequest(
              handle,
              List.of(
                  new DrawRequest.Target(
                      View.front(avatar.camera(), SIZE, SIZE),
                      Background.DEFAULT,
                      Picture.I420.of(SIZE, SIZE))));
      for (int i = 0; i < PICTURES; i++) {
        request.motion()[i % avatar.space().coefficients()] = 0.5f;
        long start = System.nanoTime();
        backend.draw(List.of(request));
        // Half a core at most: others are at work.
        LockSupport.parkNanos(System.nanoTime() - start);
      }
    }
  }
}
