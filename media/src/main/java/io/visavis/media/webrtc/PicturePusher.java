package io.visavis.media.webrtc;

import dev.onvoid.webrtc.media.video.CustomVideoSource;
import dev.onvoid.webrtc.media.video.NativeI420Buffer;
import dev.onvoid.webrtc.media.video.VideoFrame;
import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.LongAdder;

/**
 * Hands pictures to the encoders on a thread of its own. At most two wait; when a third comes, the
 * oldest that waits is dropped and counted, so a slow encoder costs pictures, never time.
 */
public final class PicturePusher {
  private static final int WAITING = 2;

  /**
   * Every so many pictures luma goes down by one, or up again. OpenH264 takes what has not changed
   * for longer for background and does not send it any more, not even where earlier pictures have
   * left bits of hair behind.
   */
  private static final int FRESH = 25;

  private final CustomVideoSource source;
  private final ArrayBlockingQueue<Slot> free = new ArrayBlockingQueue<>(WAITING + 1);
  private final ArrayBlockingQueue<Slot> ready = new ArrayBlockingQueue<>(WAITING);
  private final LongAdder dropped = new LongAdder();
  private final LongAdder pushed = new LongAdder();
  private final Thread thread;
  private volatile boolean running = true;

  PicturePusher(CustomVideoSource source, String name) {
    this.source = source;
    for (int i = 0; i <= WAITING; i++) {
      free.add(new Slot());
    }
    thread = Thread.ofPlatform().name("push-video-" + name).daemon().start(this::run);
  }

  /** Told what became of a picture, on the pushing thread or within {@link #push}. */
  public interface Outcome {
    /** The encoders got picture n at that {@link System#nanoTime}. */
    void pushed(long n, long atNanos);

    /** Picture n was dropped. */
    void dropped(long n);
  }

  /**
   * Copies a picture and returns. One thread calls this.
   *
   * @param n comes back in {@code outcome}
   * @param width even
   * @param height even
   * @param y [height, width]
   * @param u [height/2, width/2]
   * @param v [height/2, width/2]
   */
  public void push(long n, int width, int height, byte[] y, byte[] u, byte[] v, Outcome outcome) {
    if (((width | height) & 1) != 0
        || y.length < width * height
        || Math.min(u.length, v.length) < width * height / 4) {
      throw new IllegalArgumentException(
          "A picture of " + width + "x" + height + " needs even sides and planes of that size.");
    }
    Slot slot = free.poll();
    if (slot == null) {
      slot = ready.poll();
      if (slot != null) {
        slot.drop(dropped);
      }
    }
    if (slot == null) {
      // Both that waited went to the pusher in between, and it has not given one back yet.
      dropped.increment();
      outcome.dropped(n);
      return;
    }
    slot.fill(n, width, height, y, u, v, outcome);
    if (!ready.offer(slot)) {
      slot.drop(dropped);
      free.add(slot);
    }
  }

  /** Pictures dropped so far because the encoders were behind. */
  public long dropped() {
    return dropped.sum();
  }

  /** Pictures handed to the encoders so far. */
  public long pushed() {
    return pushed.sum();
  }

  void close() {
    running = false;
    thread.interrupt();
    Threads.join(thread);
  }

  private void run() {
    while (running) {
      Slot slot;
      try {
        slot = ready.take();
      } catch (InterruptedException e) {
        continue;
      }
      NativeI420Buffer buffer = NativeI420Buffer.allocate(slot.width, slot.height);
      slot.copyTo(buffer);
      VideoFrame frame = new VideoFrame(buffer, System.nanoTime());
      slot.outcome.pushed(slot.n, System.nanoTime());
      source.pushFrame(frame);
      frame.release();
      pushed.increment();
      free.add(slot);
    }
  }

  /** One waiting picture; grows to the size it is given. */
  private static final class Slot {
    private static final Outcome NOBODY =
        new Outcome() {
          @Override
          public void pushed(long n, long atNanos) {}

          @Override
          public void dropped(long n) {}
        };

    private long n;
    private int width;
    private int height;
    private byte[] y = {};
    private byte[] u = {};
    private byte[] v = {};
    private Outcome outcome = NOBODY;

    void fill(long n, int width, int height, byte[] y, byte[] u, byte[] v, Outcome outcome) {
      int luma = width * height;
      if (this.y.length != luma) {
        this.y = new byte[luma];
        this.u = new byte[luma / 4];
        this.v = new byte[luma / 4];
      }
      if (n / FRESH % 2 == 0) {
        System.arraycopy(y, 0, this.y, 0, luma);
      } else {
        darker(y, this.y);
      }
      System.arraycopy(u, 0, this.u, 0, luma / 4);
      System.arraycopy(v, 0, this.v, 0, luma / 4);
      this.n = n;
      this.width = width;
      this.height = height;
      this.outcome = outcome;
    }

    /** By one, and not below black. */
    private static void darker(byte[] from, byte[] to) {
      for (int i = 0; i < to.length; i++) {
        byte luma = from[i];
        to[i] = (byte) (luma == 0 ? 0 : luma - 1);
      }
    }

    void drop(LongAdder counter) {
      counter.increment();
      outcome.dropped(n);
    }

    void copyTo(NativeI420Buffer b) {
      copy(y, width, height, b.getDataY(), b.getStrideY());
      copy(u, width / 2, height / 2, b.getDataU(), b.getStrideU());
      copy(v, width / 2, height / 2, b.getDataV(), b.getStrideV());
    }

    private static void copy(byte[] from, int width, int height, ByteBuffer to, int stride) {
      if (stride == width) {
        to.put(0, from, 0, width * height);
        return;
      }
      for (int row = 0; row < height; row++) {
        to.put(row * stride, from, row * width, width);
      }
    }
  }
}
