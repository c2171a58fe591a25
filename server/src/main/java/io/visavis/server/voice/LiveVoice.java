package io.visavis.server.voice;

import io.visavis.media.opus.OpusException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A voice that comes as it is spoken, on the conversation's clock. Owned by one lane.
 *
 * <p>The first packet of a spell of voice is heard a fixed play-out delay after its arrival; later
 * ones keep to it by their index, and where it was late they {@link CatchUp catch up} in the
 * pauses. What has not come when it is needed becomes silence at its index; what comes after its
 * place was taken is dropped. A sender that stays late for {@value #LATE_MILLIS} ms, or whose voice
 * was lost, is placed anew. Voice that has waited for two seconds without need is skipped.
 */
final class LiveVoice implements VoicePlayer {
  static final int LATE_MILLIS = 400;
  private static final int LOST_SAMPLES = VoicePacket.RATE / 2;
  private static final long RESTART_SAMPLES = 5L * VoicePacket.RATE;
  private static final int TOLERANCE = 48;

  /** Milliseconds before it is needed in which a packet has only just come. */
  private static final double JUST = 8;

  private static final double SAMPLES_A_MILLI = VoicePacket.RATE / 1_000.0;

  private final VoiceInbox inbox;
  private final VoiceDecoder decoder;
  private final VoiceListener listener;
  private final long playOutNanos;
  private final long bufferSamples;

  private final PacketOrder pending = new PacketOrder();
  private final DriftResampler resampler = new DriftResampler(VoiceTimeline.BLOCK);
  private final DriftControl drift = new DriftControl();
  private final StandingDelay standing = new StandingDelay();
  private final CatchUp catchUp;
  private final float[] fifo = new float[16_384];
  private int fifoAt;
  private int fifoEnd;

  private boolean anchored;
  private boolean placeAnew;
  private long expected; // own index after the last sample that was decoded or concealed
  private double ownRead; // own index of the next sample to be read
  private long newestEnd; // own index after the newest packet
  private double newestMillis; // its length
  private double marginMillis; // for which the last packet that was needed had been there
  private double earlierMillis; // than the play-out delay would have it
  private boolean quiet; // nobody spoke in the last block
  private long concealedFrom;
  private long concealedRun;
  private long lastConcealedEnd = Long.MIN_VALUE;
  private long droppedFrom;
  private long droppedRun;
  private long lateSince = VoiceTimeline.NEVER;
  private long arrival = VoiceTimeline.NEVER;
  private long newestArrival = VoiceTimeline.NEVER;
  private long concealedTotal;
  private long droppedTotal;

  /**
   * A silent timeline.
   *
   * @param playOutMillis from arrival to being needed
   * @param bufferMillis voice that may wait; the rest is dropped
   */
  LiveVoice(
      VoiceInbox inbox,
      VoiceDecoder decoder,
      int playOutMillis,
      int bufferMillis,
      VoiceListener listener) {
    this.inbox = inbox;
    this.decoder = decoder;
    this.listener = listener;
    this.catchUp = new CatchUp(playOutMillis);
    this.playOutNanos = playOutMillis * 1_000_000L;
    this.bufferSamples = bufferMillis * (VoicePacket.RATE / 1_000L);
  }

  @Override
  public void read(float[] out, int count, long dueNanos, VoiceInbox.Turn turn) {
    drain(turn);
    if (placeAnew) {
      release();
    }
    int done = anchored ? 0 : anchor(out, count, dueNanos);
    if (done < count) {
      double waiting = waitingMillis() - (count - done) / SAMPLES_A_MILLI;
      double sinceNewest = sinceNewestMillis(dueNanos);
      // Voice that was given before its time, as the server's own is, does not stand in the way.
      skip(Math.round(standing.excess(waiting + Math.min(0, sinceNewest)) * SAMPLES_A_MILLI));
      waiting = waitingMillis() - (count - done) / SAMPLES_A_MILLI; // without what was left out
      double step = step(waiting, sinceNewest);
      pull(resampler.needed(count - done, step));
      marginMillis = arrival == VoiceTimeline.NEVER ? 0 : (dueNanos - arrival) / 1e6;
      resampler.read(out, done, count - done, step);
      quiet = quiet(out, done, count);
      ownRead = expected - (fifoEnd - fifoAt) - resampler.ahead();
    } else {
      ownRead += count;
    }
    if (anchored && concealedRun >= LOST_SAMPLES && pending.isEmpty()) {
      long from = expected - concealedRun;
      release();
      listener.voiceLost(from);
    }
    sayDropped();
  }

  private double step(double waiting, double sinceNewest) {
    double delay = waiting + sinceNewest + earlierMillis;
    if (catchUp.hurries(waiting, delay, newestMillis, spare(), quiet)) {
      drift.settle(); // its reference is what will be left
      return CatchUp.STEP;
    }
    return drift.step(waiting + Math.max(0, sinceNewest));
  }

  /**
   * Milliseconds of voice that may be read ahead before the last packet that is needed is one that
   * has only just come. Where frames are not due earlier, the play-out delay sees to that.
   */
  private double spare() {
    if (earlierMillis == 0 || marginMillis > newestMillis + JUST) {
      return Double.POSITIVE_INFINITY;
    }
    return (resampler.ahead() + fifoEnd - fifoAt) / SAMPLES_A_MILLI;
  }

  private static boolean quiet(float[] pcm, int from, int to) {
    for (int i = from; i < to; i++) {
      if (Math.abs(pcm[i]) > CatchUp.QUIET) {
        return false;
      }
    }
    return true;
  }

  /** Forgets voice that has not been heard; the next packet is placed by its arrival. */
  void forget() {
    pending.clear();
    release();
    drift.forget();
  }

  /** From now on frames are due so much earlier than the play-out delay would have it. */
  void retimed(long earlierNanos) {
    double before = earlierMillis;
    earlierMillis = earlierNanos / 1e6;
    drift.expect(before - earlierMillis);
    standing.reset();
    catchUp.reset();
  }

  /** Another amount of voice is to wait from now on. */
  private void settle() {
    drift.settle();
    standing.reset();
    catchUp.reset();
  }

  @Override
  public double ownAt(double before) {
    return ownRead - before;
  }

  @Override
  public double until(double ownSample) {
    return ownSample - ownRead;
  }

  @Override
  public long arrivalNanos() {
    return anchored ? arrival : VoiceTimeline.NEVER;
  }

  @Override
  public boolean present() {
    return anchored;
  }

  @Override
  public double waitingMillis() {
    double own = resampler.ahead() + (fifoEnd - fifoAt);
    if (!pending.isEmpty()) {
      own += anchored ? Math.max(0, pending.newestEnd() - expected) : pending.samples();
    }
    return own / SAMPLES_A_MILLI;
  }

  @Override
  public long concealedSamples() {
    return concealedTotal;
  }

  @Override
  public long droppedSamples() {
    return droppedTotal;
  }

  private void drain(VoiceInbox.Turn turn) {
    for (VoicePacket p = inbox.poll(turn); p != null; p = inbox.poll(turn)) {
      long waits = anchored && !restarts(p) ? p.end() - expected : pending.samples() + p.samples();
      if (waits > bufferSamples) {
        dropped(p.index(), p.samples());
      } else {
        pending.add(p);
        if (p.end() > newestEnd || restarts(p)) {
          newestEnd = p.end();
          newestArrival = p.arrivalNanos();
          newestMillis = p.samples() / SAMPLES_A_MILLI;
        }
      }
    }
    long first = inbox.firstDropped();
    long lost = inbox.takeDropped();
    if (lost > 0) {
      dropped(first, lost);
    }
  }

  /**
   * What the sender has said since its newest packet came, which is on its way. With it the voice
   * that waits does not jump by a packet's length when drift moves a packet beyond a tick. Negative
   * where the packet was given before its time.
   */
  private double sinceNewestMillis(long dueNanos) {
    return newestArrival == VoiceTimeline.NEVER ? 0 : (dueNanos - newestArrival) / 1e6;
  }

  /** Silence up to where the first waiting packet belongs; all of the block where there is none. */
  private int anchor(float[] out, int count, long dueNanos) {
    VoicePacket first = pending.first();
    long silent = count;
    if (first != null) {
      double beforeDue =
          (dueNanos - first.arrivalNanos() - playOutNanos) * (VoicePacket.RATE / 1e9);
      silent = Math.clamp(Math.round(count - beforeDue), 0L, (long) count);
    }
    Arrays.fill(out, 0, (int) silent, 0f);
    if (first != null && silent < count) {
      anchored = true;
      expected = first.index();
      listener.voiceBack(expected);
    }
    return (int) silent;
  }

  private void release() {
    anchored = false;
    placeAnew = false;
    sayConcealed();
    resampler.reset();
    settle();
    decoder.reset();
    fifoAt = 0;
    fifoEnd = 0;
    lastConcealedEnd = Long.MIN_VALUE;
    lateSince = VoiceTimeline.NEVER;
    arrival = VoiceTimeline.NEVER;
  }

  /** Leaves out the next samples, whole packets where they are not decoded yet. */
  private void skip(long samples) {
    if (samples == 0) {
      return;
    }
    long from = expected - (fifoEnd - fifoAt);
    int decoded = (int) Math.min(samples, fifoEnd - fifoAt);
    fifoAt += decoded;
    long to = from + samples;
    for (VoicePacket p = pending.first(); p != null && p.end() <= to; p = pending.first()) {
      pending.removeFirst();
      expected = Math.max(expected, p.end());
    }
    dropped(from, expected - (fifoEnd - fifoAt) - from);
    settle(); // catching up looked at what is left out now
  }

  private void pull(int count) {
    int need = count;
    while (need > 0) {
      if (fifoAt == fifoEnd) {
        fill(need);
      }
      int n = Math.min(need, fifoEnd - fifoAt);
      System.arraycopy(fifo, fifoAt, resampler.input(), resampler.inputOffset(), n);
      resampler.written(n);
      fifoAt += n;
      need -= n;
    }
  }

  /** Puts the next packet, or silence for what is missing, into the empty fifo. */
  private void fill(int need) {
    fifoAt = 0;
    VoicePacket p = nextUsable();
    long gap = p == null ? need : p.index() - expected;
    int tolerance = p != null && p.rate() != VoicePacket.RATE ? TOLERANCE : 0;
    if (p == null || gap > tolerance) {
      conceal((int) Math.min(gap, need));
      return;
    }
    pending.removeFirst();
    try {
      fifoEnd = decoder.decode(p, (int) Math.max(0, -gap - tolerance), fifo);
      expected = p.end();
      arrival = p.arrivalNanos();
      lateSince = VoiceTimeline.NEVER;
      sayConcealed();
    } catch (OpusException e) {
      listener.refused(p.index(), String.valueOf(e.getMessage()));
      conceal((int) Math.min(p.end() - expected, VoiceTimeline.BLOCK));
    }
  }

  private void conceal(int samples) {
    if (concealedRun == 0) {
      concealedFrom = expected;
    }
    fifoEnd = decoder.silence(samples, fifo);
    concealedRun += samples;
    concealedTotal += samples;
    expected += samples;
    lastConcealedEnd = expected;
    arrival = VoiceTimeline.NEVER;
  }

  /** The first waiting packet that still has something to be heard; drops those that have not. */
  private @Nullable VoicePacket nextUsable() {
    for (VoicePacket p = pending.first(); p != null; p = pending.first()) {
      if (p.end() > expected) {
        return p;
      }
      boolean late = p.index() < lastConcealedEnd; // else heard already: a duplicate
      if (late && lateSince == VoiceTimeline.NEVER) {
        lateSince = p.arrivalNanos();
      }
      if (restarts(p) || (late && p.arrivalNanos() - lateSince > LATE_MILLIS * 1_000_000L)) {
        placeAnew = true;
        return null;
      }
      pending.removeFirst();
      if (late) {
        dropped(p.index(), p.samples());
      }
    }
    return null;
  }

  private boolean restarts(VoicePacket p) {
    return p.end() < expected - RESTART_SAMPLES;
  }

  private void dropped(long from, long samples) {
    if (droppedRun == 0) {
      droppedFrom = from;
    }
    droppedRun += samples;
    droppedTotal += samples;
  }

  private void sayDropped() {
    if (droppedRun > 0) {
      listener.dropped(droppedFrom, droppedRun);
      droppedRun = 0;
    }
  }

  private void sayConcealed() {
    if (concealedRun > 0) {
      listener.concealed(concealedFrom, concealedRun);
      concealedRun = 0;
    }
  }
}
