package io.visavis.server.whip;

import io.visavis.render.Picture;
import io.visavis.server.whip.MediaRefusedException.Reason;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A conversation {@code c} with the participant {@code anna}: counts what comes and goes. */
final class TestConversation implements VoiceIngress, ViewerEgress, AutoCloseable {
  static final int SIZE = 128;

  final AtomicInteger publishers = new AtomicInteger();
  final AtomicInteger slots = new AtomicInteger();
  final AtomicInteger connected = new AtomicInteger();
  final AtomicInteger handedOver = new AtomicInteger();
  final CountDownLatch loud = new CountDownLatch(50);
  final LongAdder samples = new LongAdder();
  final LongAdder loudSamples = new LongAdder();
  final AtomicReference<@Nullable PortrayalSink> sink = new AtomicReference<>();
  volatile @Nullable Reason refusal;
  private volatile boolean running = true;
  private final Thread lane = Thread.ofPlatform().daemon().start(this::draw);

  @Override
  public Publisher publish(String conversation, String participant) throws MediaRefusedException {
    check(conversation, participant);
    if (publishers.incrementAndGet() > 1) {
      publishers.decrementAndGet();
      throw new MediaRefusedException(Reason.TAKEN, "Somebody gives anna a voice already.");
    }
    return new Publisher() {
      @Override
      public void samples(float[] pcm48k, int offset, int length, long arrivalNanos) {
        double sum = 0;
        for (int i = 0; i < length; i++) {
          sum += pcm48k[offset + i] * pcm48k[offset + i];
        }
        samples.add(length);
        if (Math.sqrt(sum / Math.max(1, length)) > 0.1) {
          loud.countDown();
          loudSamples.add(length);
        }
      }

      @Override
      public void end() {
        publishers.decrementAndGet();
      }
    };
  }

  @Override
  public Slot admit(String conversation, String participant, Matte matte)
      throws MediaRefusedException {
    check(conversation, participant);
    slots.addAndGet(matte.encodings());
    return () -> slots.addAndGet(-matte.encodings());
  }

  @Override
  public Slot connect(String conversation, String participant, Matte matte, PortrayalSink to)
      throws MediaRefusedException {
    check(conversation, participant);
    connected.incrementAndGet();
    sink.set(to);
    return () -> {
      sink.set(null);
      connected.decrementAndGet();
    };
  }

  @Override
  public void close() {
    running = false;
    LockSupport.unpark(lane);
  }

  private void check(String conversation, String participant) throws MediaRefusedException {
    Reason r = refusal;
    if (r != null) {
      throw new MediaRefusedException(r, "Refused.");
    }
    if (!conversation.equals("c") || !participant.equals("anna")) {
      throw new MediaRefusedException(
          Reason.NOT_FOUND, "There is no " + participant + " in " + conversation + ".");
    }
  }

  private void draw() {
    Picture.I420 picture = Picture.I420.of(SIZE, SIZE);
    Arrays.fill(picture.y(), (byte) 150);
    float[] voice = new float[1_920];
    for (int i = 0; i < voice.length; i++) {
      voice[i] = 0.3f * (float) Math.sin(2 * Math.PI * 500 * i / 48_000);
    }
    PortrayalSink.HandOver handOver =
        new PortrayalSink.HandOver() {
          @Override
          public void handedOver(long n, long atNanos) {
            handedOver.incrementAndGet();
          }

          @Override
          public void dropped(long n) {}
        };
    long due = System.nanoTime();
    for (long n = 0; running; n++) {
      PortrayalSink to = sink.get();
      if (to != null) {
        to.picture(n, due, picture, handOver);
        to.voice(n, due, voice, 0, voice.length);
      }
      due += 40_000_000;
      while (running && due - System.nanoTime() > 0) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
    }
  }
}
