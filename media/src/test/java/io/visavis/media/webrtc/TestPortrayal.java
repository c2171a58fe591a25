package io.visavis.media.webrtc;

import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/** Pushes an even picture and a tone, 25 times a second, until closed. */
final class TestPortrayal implements AutoCloseable, PicturePusher.Outcome {
  private final LongAdder handedOver = new LongAdder();
  private final Thread thread;
  private volatile boolean running = true;

  TestPortrayal(AvatarSource source, int w, int h, int luma) {
    thread =
        Thread.ofPlatform()
            .start(
                () -> {
                  byte[] y = new byte[w * h];
                  byte[] c = new byte[w * h / 4];
                  Arrays.fill(y, (byte) luma);
                  Arrays.fill(c, (byte) 128);
                  float[] voice = new float[1920];
                  long next = System.nanoTime();
                  for (long n = 0; running; n++) {
                    for (int i = 0; i < voice.length; i++) {
                      voice[i] = 0.3f * (float) Math.sin(2 * Math.PI * 440 * i / 48_000);
                    }
                    source.pictures().push(n, w, h, y, c, c, this);
                    source.voice().push(voice, 0, voice.length);
                    next += 40_000_000;
                    while (running && next - System.nanoTime() > 0) {
                      LockSupport.parkNanos(next - System.nanoTime());
                    }
                  }
                });
  }

  long handedOver() {
    return handedOver.sum();
  }

  @Override
  public void pushed(long n, long atNanos) {
    handedOver.increment();
  }

  @Override
  public void dropped(long n) {}

  @Override
  public void close() {
    running = false;
    Threads.join(thread);
  }
}
