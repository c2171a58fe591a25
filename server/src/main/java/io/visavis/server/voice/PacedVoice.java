package io.visavis.server.voice;

import io.visavis.media.opus.OpusException;

/**
 * A voice that comes faster than it is spoken: its samples one after the other, in the order in
 * which they came, at the conversation's clock, neither drift nor concealment. An index is a
 * sample's name; where it jumps, nothing is left out and nothing put in between. Owned by one lane.
 *
 * <p>An utterance begins in the block that is read next. It ends after its end mark, or where
 * nothing of it has come for {@value #DRY_MILLIS} ms; until then, silence waits for the rest of it.
 * A packet that cannot be decoded is silence of its length.
 */
final class PacedVoice implements VoicePlayer {
  static final int DRY_MILLIS = 500;
  private static final long DRY = DRY_MILLIS * (VoicePacket.RATE / 1_000L);

  /** Indices off by no more are the resampler's delay, or a rate that does not divide 48 kHz. */
  private static final long TOLERANCE = 480;

  private static final double SAMPLES_A_MILLI = VoicePacket.RATE / 1_000.0;

  private final VoiceInbox inbox;
  private final VoiceDecoder decoder;
  private final VoiceListener listener;
  private final PlaybackMarks marks = new PlaybackMarks();
  private final OwnClock clock = new OwnClock();
  private final float[] fifo = new float[16_384];
  private int fifoAt;
  private int fifoEnd;

  private long position; // samples that were read
  private boolean open; // an utterance is being read
  private boolean shownOpen; // an utterance is being shown
  private boolean ends; // with what is in the fifo
  private int lastBlock; // samples of the last read
  private long begin; // own index of the utterance's first sample
  private long end; // own index after the last packet
  private long dry; // samples of silence since
  private boolean voice; // in the fifo, rather than silence
  private long came; // when the last packet arrived
  private long arrival = VoiceTimeline.NEVER;
  private long droppedTotal;

  PacedVoice(VoiceInbox inbox, VoiceDecoder decoder, VoiceListener listener) {
    this.inbox = inbox;
    this.decoder = decoder;
    this.listener = listener;
    clock.reset(0);
  }

  @Override
  public void read(float[] out, int count, long dueNanos, VoiceInbox.Turn turn) {
    boolean voiced = false;
    for (int done = 0; done < count; ) {
      if (fifoAt == fifoEnd) {
        fill(count - done, turn);
      }
      int n = Math.min(count - done, fifoEnd - fifoAt);
      System.arraycopy(fifo, fifoAt, out, done, n);
      fifoAt += n;
      done += n;
      voiced |= voice;
      position += n;
    }
    lastBlock = count;
    // What waited for its turn counts as arrived when its turn came.
    long turned = dueNanos - (long) (count / SAMPLES_A_MILLI * 1e6);
    arrival = voiced ? Math.max(came, turned) : VoiceTimeline.NEVER;
    long first = inbox.firstDropped();
    long dropped = inbox.takeDropped();
    if (dropped > 0) {
      droppedTotal += dropped;
      listener.dropped(first, dropped);
    }
  }

  /** Puts the next packet, or silence where there is none, into the empty fifo. */
  private void fill(int want, VoiceInbox.Turn turn) {
    fifoAt = 0;
    fifoEnd = 0;
    if (ends) {
      finish();
    }
    while (fifoEnd == 0) {
      VoicePacket p = marks.full() ? null : inbox.poll(turn);
      if (p == null) {
        pause(want);
      } else if (p.samples() == 0) {
        finish();
      } else {
        play(p);
      }
    }
  }

  private void play(VoicePacket p) {
    if (!open) {
      open = true;
      begin = p.index();
      marks.add(true, position, p.index());
    }
    if (!clock.runs()
        || Math.abs(p.index() - Math.round(clock.ownAt((double) position))) > TOLERANCE) {
      clock.run(position, p.index());
    }
    try {
      fifoEnd = decoder.decode(p, 0, fifo);
    } catch (OpusException e) {
      listener.refused(p.index(), String.valueOf(e.getMessage()));
      fifoEnd = decoder.silence(p.samples(), fifo);
    }
    end = p.end();
    ends = p.ends();
    came = p.arrivalNanos();
    voice = true;
    dry = 0;
    if (ends && fifoEnd == 0) {
      finish();
    }
  }

  private void pause(int want) {
    if (clock.runs()) {
      clock.stand(position, end);
    }
    if (open && dry >= DRY) {
      finish();
    }
    fifoEnd = decoder.silence(want, fifo);
    voice = false;
    dry += fifoEnd;
  }

  private void finish() {
    ends = false;
    if (open) {
      open = false;
      marks.add(false, position, end);
    }
  }

  /** Tells what has begun and ended to be shown before the last {@code before} samples. */
  void shown(long before) {
    long until = position - before;
    while (!marks.isEmpty() && (marks.begins() ? marks.at() < until : marks.at() <= until)) {
      boolean begins = marks.begins();
      long own = marks.own();
      marks.removeFirst();
      shownOpen = begins;
      if (begins) {
        listener.playbackStarted(own);
      } else {
        told(own, false);
      }
    }
  }

  /**
   * Forgets everything. If that cuts an utterance off, or one waited, it is told: once.
   *
   * @param before samples that were read and not shown
   * @return whether voice was cut off
   */
  boolean interrupt(long before) {
    long waited = inbox.takeForgotten();
    boolean cut = shownOpen;
    long at = -1;
    if (shownOpen) {
      at = Math.round(clock.ownAt((double) (position - before)));
    } else if (!marks.isEmpty()) {
      at = marks.own();
      cut = true;
    } else if (waited >= 0) {
      at = waited;
    }
    marks.clear();
    end = at < 0 ? end : at;
    clock.reset(end);
    open = false;
    shownOpen = false;
    ends = false;
    fifoAt = 0;
    fifoEnd = 0;
    dry = 0;
    arrival = VoiceTimeline.NEVER;
    if (at >= 0) {
      told(at, true);
    }
    return cut;
  }

  private void told(long at, boolean interrupted) {
    if (!open && marks.isEmpty()) {
      inbox.playedOut();
    }
    listener.playbackFinished(at, interrupted);
  }

  /**
   * Samples from the one with that own index to the next one to be read, where the former was in
   * the last block or lies before it in the same utterance; -1 otherwise.
   */
  long since(long ownSample) {
    long now = Math.round(clock.ownAt((double) position));
    long there = clock.find(ownSample, position - lastBlock, position);
    if (there >= 0) {
      return position - there;
    }
    return open && begin <= ownSample && ownSample < now ? now - ownSample : -1;
  }

  @Override
  public double ownAt(double before) {
    return clock.ownAt(position - before);
  }

  @Override
  public double until(double ownSample) {
    return ownSample - clock.ownAt((double) position);
  }

  @Override
  public long arrivalNanos() {
    return arrival;
  }

  @Override
  public boolean present() {
    return open;
  }

  @Override
  public double waitingMillis() {
    return (fifoEnd - fifoAt + inbox.waitingSamples()) / SAMPLES_A_MILLI;
  }

  @Override
  public long concealedSamples() {
    return 0;
  }

  @Override
  public long droppedSamples() {
    return droppedTotal;
  }
}
