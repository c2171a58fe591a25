package io.visavis.media.webrtc;

import java.util.concurrent.atomic.LongAdder;

/**
 * Turns voice that comes in bursts (a frame's 40 ms at once) into a steady piece every 10 ms. It
 * begins 20 ms after the first sample, which is the jitter it rides out; what it lacks becomes
 * silence, softened at the edges, and what it has too much of is taken out where it is quiet. After
 * a standstill that brought far too much, all of that goes at once: the pictures did not wait, and
 * a voice that did would come after its lips.
 *
 * <p>{@link #write} and {@link #tick} may come from two threads.
 */
final class VoicePacer {
  /** Samples of one piece: 10 ms at 48 kHz. */
  static final int PIECE = 480;

  private static final int TARGET_PIECES = 2;
  private static final int CAPACITY = 50 * PIECE;
  private static final int WATCH_TICKS = 50;

  /** Pieces too many that stay until it is quiet, or for so many ticks. */
  private static final int BEARABLE_PIECES = 3;

  private static final int BEARABLE_TICKS = 200;
  private static final int FADE = 120;
  private static final float QUIET = 0.01f;

  private final float[] ring = new float[CAPACITY];
  private final float[] piece = new float[PIECE];
  private final LongAdder droppedSamples = new LongAdder();
  private final LongAdder underruns = new LongAdder();
  private int head;
  private int size;
  private boolean playing;
  private int waited;
  private float last;
  private int lowest = Integer.MAX_VALUE;
  private int watched;
  private int surplus;
  private int surplusAge;

  /** Appends samples; beyond half a second the oldest are dropped and counted. */
  synchronized void write(float[] pcm, int offset, int length) {
    int from = offset + Math.max(0, length - CAPACITY);
    int count = offset + length - from;
    int over = size + count - CAPACITY;
    droppedSamples.add(Math.max(0, over) + (from - offset));
    if (over > 0) {
      head = (head + over) % CAPACITY;
      size -= over;
    }
    for (int i = 0; i < count; i++) {
      ring[(head + size + i) % CAPACITY] = pcm[from + i];
    }
    size += count;
  }

  /**
   * The next 10 ms.
   *
   * @param out 960 bytes, little-endian 16 bit mono
   */
  synchronized void tick(byte[] out) {
    if (!playing && size > 0 && ++waited > TARGET_PIECES) {
      playing = true;
      lowest = Integer.MAX_VALUE;
      watched = 0;
    }
    if (playing && size >= PIECE) {
      boolean fadeIn = waited > 0;
      waited = 0;
      take();
      thin();
      if (fadeIn) {
        ramp(piece, 0f, 1f);
      }
      last = piece[PIECE - 1];
      watch();
    } else {
      if (playing) {
        playing = false;
        underruns.increment();
      }
      for (int i = 0; i < PIECE; i++) {
        piece[i] = i < FADE ? last * (1f - i / (float) FADE) : 0f;
      }
      last = 0f;
    }
    encode(out);
  }

  /** Samples thrown away so far. */
  long droppedSamples() {
    return droppedSamples.sum();
  }

  /** Times that the voice ran dry so far. */
  long underruns() {
    return underruns.sum();
  }

  private void take() {
    for (int i = 0; i < PIECE; i++) {
      piece[i] = ring[(head + i) % CAPACITY];
    }
    head = (head + PIECE) % CAPACITY;
    size -= PIECE;
  }

  /** Leaves out what is too much: a piece in a pause or after 2 s, all of it where that is far. */
  private void thin() {
    int most = Math.min(surplus, size / PIECE);
    if (most == 0) {
      return;
    }
    boolean far = surplus > BEARABLE_PIECES;
    if (!far && peak() > QUIET && ++surplusAge < BEARABLE_TICKS) {
      return;
    }
    int out = far ? most : 1;
    float[] left = piece.clone();
    head = (head + (out - 1) * PIECE) % CAPACITY;
    size -= (out - 1) * PIECE;
    take();
    for (int i = 0; i < FADE; i++) {
      float a = i / (float) FADE;
      piece[i] = left[i] * (1f - a) + piece[i] * a;
    }
    droppedSamples.add((long) out * PIECE);
    surplus = far ? 0 : surplus - 1;
    surplusAge = 0;
  }

  private void watch() {
    lowest = Math.min(lowest, size);
    if (++watched == WATCH_TICKS) {
      surplus = Math.max(0, lowest / PIECE - TARGET_PIECES);
      lowest = Integer.MAX_VALUE;
      watched = 0;
    }
  }

  private float peak() {
    float p = 0;
    for (float s : piece) {
      p = Math.max(p, Math.abs(s));
    }
    return p;
  }

  private static void ramp(float[] samples, float from, float to) {
    for (int i = 0; i < FADE; i++) {
      samples[i] *= from + (to - from) * i / FADE;
    }
  }

  private void encode(byte[] out) {
    for (int i = 0; i < PIECE; i++) {
      // NaN casts to 0.
      int s = (int) Math.max(-32768f, Math.min(32767f, piece[i] * 32768f));
      out[2 * i] = (byte) s;
      out[2 * i + 1] = (byte) (s >> 8);
    }
  }
}
