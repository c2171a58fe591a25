package io.visavis.server.voice;

/**
 * One participant's voice on the conversation's clock: gapless, 48 kHz, read at the lane's pace.
 * Whoever gives it says whether it is live or paced. Owned by one lane; only the inbox is shared.
 */
public final class VoiceTimeline {
  /** Most samples of one {@link #read}. */
  public static final int BLOCK = 1_920;

  /** An arrival that did not happen. */
  public static final long NEVER = Long.MIN_VALUE;

  private final VoiceInbox inbox;
  private final LiveVoice live;
  private final PacedVoice paced;
  private final VoiceDecoder decoder;
  private VoiceInbox.Turn turn;
  private VoicePlayer player;
  private long readEnd; // conversation index of the next sample to be read

  /**
   * A silent timeline.
   *
   * @param playOutMillis of a live voice, from arrival to being needed
   * @param bufferMillis of a live voice that may wait; the rest is dropped
   */
  public VoiceTimeline(
      VoiceInbox inbox,
      VoiceDecoder decoder,
      int playOutMillis,
      int bufferMillis,
      VoiceListener listener) {
    this.inbox = inbox;
    this.decoder = decoder;
    this.live = new LiveVoice(inbox, decoder, playOutMillis, bufferMillis, listener);
    this.paced = new PacedVoice(inbox, decoder, listener);
    this.turn = inbox.turn();
    this.player = turn.paced() ? paced : live;
  }

  /**
   * Takes notice of a flush and of another speaker: what was read and not yet shown, and what
   * waited until then, is forgotten. To be called before the reads of each frame.
   *
   * @param shown conversation index after the last sample that was shown
   * @return whether a voice was cut off there, so that the mouth should shut
   */
  public boolean begin(long shown) {
    VoiceInbox.Turn next = inbox.turn();
    if (next == turn) {
      return false;
    }
    boolean cut;
    if (turn.paced()) {
      cut = paced.interrupt(readEnd - shown);
    } else {
      cut = live.present() && next.flushed();
      live.forget();
    }
    decoder.reset();
    turn = next;
    player = next.paced() ? paced : live;
    return cut;
  }

  /**
   * Reads the next samples of the conversation's clock.
   *
   * @param out [count] written from 0
   * @param count at most {@link #BLOCK}
   * @param dueNanos when the last of them is needed
   */
  public void read(float[] out, int count, long dueNanos) {
    player.read(out, count, dueNanos, turn);
    readEnd += count;
  }

  /** Says what of a paced voice begins and ends to be shown before that conversation index. */
  public void shown(long conversationSample) {
    paced.shown(readEnd - conversationSample);
  }

  /** The lane stood still: what waits of a live voice is too old to be heard. */
  public void skip() {
    if (!turn.paced()) {
      live.forget();
    }
  }

  /** The participant's own sample index at a conversation index near the reading position. */
  public double ownAt(double conversationSample) {
    return player.ownAt(readEnd - conversationSample);
  }

  /** The conversation's sample index at the participant's own index. */
  public double conversationAt(double ownSample) {
    return readEnd + player.until(ownSample);
  }

  /**
   * The conversation's sample index at an own index of a paced voice, once that has been read; -1
   * before. Where utterances count anew, the one that is being read is meant.
   */
  public long readAt(long ownSample) {
    long since = turn.paced() ? paced.since(ownSample) : -1;
    return since < 0 ? -1 : Math.max(0, readEnd - since);
  }

  /** Whose voice it is. */
  public VoiceInbox.Turn turn() {
    return turn;
  }

  /** The conversation's index of the next sample to be read. */
  public long conversationNow() {
    return readEnd;
  }

  /** When the last sample that was read arrived, or {@link #NEVER} where it is silence. */
  public long arrivalNanos() {
    return player.arrivalNanos();
  }

  /** Whether a live voice is being heard. */
  public boolean live() {
    return !turn.paced() && live.present();
  }

  /**
   * How long before {@code dueNanos} the last sample that was read had arrived; 0 where it had not.
   */
  public long marginNanos(long dueNanos) {
    long arrival = arrivalNanos();
    return arrival == NEVER ? 0 : dueNanos - arrival;
  }

  /** From now on frames are due so much earlier than the play-out delay would have it. */
  public void retimed(long earlierNanos) {
    live.retimed(earlierNanos);
  }

  /** Whether voice is being heard. */
  public boolean present() {
    return player.present();
  }

  /** Milliseconds of voice that have arrived and not been read. */
  public double waitingMillis() {
    return player.waitingMillis();
  }

  /** Samples that silence has stood in for so far. */
  public long concealedSamples() {
    return live.concealedSamples();
  }

  /** Samples that came too late, or did not fit, so far. */
  public long droppedSamples() {
    return live.droppedSamples() + paced.droppedSamples();
  }
}
