package io.visavis.server.lane;

/**
 * How long before a conversation's frames were due the voice that they needed had come: whether
 * they could be due earlier, or have to be due later again. Owned by one lane.
 *
 * <p>Packets of 20 ms come where their sender began, so the last one that a frame needs has waited
 * for the play-out delay and up to 20 ms more. By how much stays as it is, but for the drift of the
 * sender's clock. One packet in fifty may be later than that: a machine that stands still for a
 * moment says nothing about when voices come.
 */
final class VoiceMargin {
  /** What is left to jitter. */
  static final long ROOM = 8_000_000L;

  /** Less than that is not enough. */
  static final long LEAST = 6_000_000L;

  /** Frames that are looked at before any is due earlier: two seconds. */
  static final int FIRST_LOOK = 50;

  /** Four times as many whenever that was too early, up to two minutes. */
  private static final int LONGEST_LOOK = 3_000;

  private static final int EXCEPTIONS = 50;

  /** Frames without enough, of the last two seconds or so: more than one short standstill makes. */
  private static final double TOO_MANY = 4.5;

  private static final long NOBODY = Long.MAX_VALUE;

  private final long earlier;
  private int look = FIRST_LOOK;
  private int frames;
  private int tight;
  private double lacking;
  private long inHand = NOBODY;
  private boolean silent;

  /** Of frames that might be due so much earlier. */
  VoiceMargin(long earlierNanos) {
    earlier = earlierNanos;
  }

  /** One live voice of the frame in hand had come so long before it was due. */
  void voice(long nanos) {
    inHand = Math.min(inHand, nanos);
  }

  /** All live voices of the frame in hand have been told of. */
  void frame() {
    silent = inHand == NOBODY;
    if (silent || frames == look) {
      frames = 0;
      tight = 0;
    }
    frames += silent ? 0 : 1;
    tight += inHand < earlier + ROOM ? 1 : 0;
    lacking += (inHand < LEAST ? 1 : 0) - lacking / EXCEPTIONS;
    inHand = NOBODY;
  }

  /** Whether so many frames have been looked at, and they could have been due earlier. */
  boolean allows() {
    return frames == look && tight <= look / EXCEPTIONS;
  }

  /** Whether frames are due too early for their voices, or have none. */
  boolean lacks() {
    return silent || lacking > TOO_MANY;
  }

  /** Frames are due earlier, or later, from now on. */
  void retimed() {
    look = lacking > TOO_MANY ? Math.min(LONGEST_LOOK, 4 * look) : look;
    frames = 0;
    tight = 0;
    lacking = 0;
    silent = false;
  }
}
