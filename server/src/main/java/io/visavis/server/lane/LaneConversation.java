package io.visavis.server.lane;

import io.visavis.server.voice.VoiceTimeline;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The part of a conversation that lives in its lane: its voices on one clock and its portrayals.
 * Frame n needs the samples up to 1920 n + lead. Owned by the lane.
 */
final class LaneConversation {
  /** Samples of a frame at 48 kHz. */
  static final int FRAME = 1_920;

  private static final int MORE = 480;
  private static final long SECOND = 1_000_000_000L;

  private final List<ParticipantVoice> voices;
  private final List<Portrayal> portrayals;
  private final float[] voiceOut = new float[FRAME];
  private final Consumer<RuntimeException> onFailure;
  private final List<LaneConversation> alone = List.of(this);
  private final List<Runnable> postponed = new ArrayList<>();
  private final VoiceMargin margin = new VoiceMargin(Lane.EARLIER);
  private long frame = -1;
  private int lent;
  private int missed;
  private boolean failed;

  /**
   * A conversation before its first frame.
   *
   * @param onFailure told, on the lane's thread, when it cannot go on
   */
  LaneConversation(
      List<ParticipantVoice> voices,
      List<Portrayal> portrayals,
      Consumer<RuntimeException> onFailure) {
    this.voices = List.copyOf(voices);
    this.portrayals = List.copyOf(portrayals);
    this.onFailure = onFailure;
  }

  /** It cannot go on; the lane removes it after this frame. */
  void failed(RuntimeException why) {
    if (!failed) {
      failed = true;
      onFailure.accept(why);
    }
  }

  boolean hasFailed() {
    return failed;
  }

  /** A picture of it is still being drawn: nothing of it may be touched. */
  void lend() {
    lent++;
  }

  /** Ends one {@link #lend}. */
  void giveBack() {
    lent--;
  }

  boolean lent() {
    return lent > 0;
  }

  /** It is lent, and a frame of it was due. */
  void miss() {
    missed++;
  }

  /** Frames that were due while it was lent; from now on none. */
  int takeMissed() {
    int frames = missed;
    missed = 0;
    return frames;
  }

  /** To be done when it is no longer lent. */
  void postpone(Runnable task) {
    postponed.add(task);
  }

  /** What waited for its return, in order; from now on nothing. */
  List<Runnable> takePostponed() {
    if (postponed.isEmpty()) {
      return List.of();
    }
    List<Runnable> tasks = List.copyOf(postponed);
    postponed.clear();
    return tasks;
  }

  /** The lane stood still for so many frames: what waits of live voices will not be heard. */
  void leaveOut(long frames) {
    voices.forEach(v -> v.timeline().skip());
    portrayals.forEach(p -> p.skipped(frames));
  }

  /** Nobody but it. */
  List<LaneConversation> alone() {
    return alone;
  }

  List<Portrayal> portrayals() {
    return portrayals;
  }

  List<ParticipantVoice> voices() {
    return voices;
  }

  /** The frame in hand. */
  long frame() {
    return frame;
  }

  /** Reads the voices of the next frame; the first frame reads the look-ahead too. */
  void listen(long dueNanos) {
    frame++;
    for (int i = 0; i < voices.size(); i++) {
      if (voices.get(i).begin(frame * FRAME)) {
        hush(voices.get(i));
      }
    }
    if (frame == 0) {
      // Voice of a frame leaves with it, so at least a frame's worth is there.
      int lead = FRAME;
      for (Portrayal p : portrayals) {
        lead = Math.max(lead, p.stream().lookaheadSamples48k());
      }
      for (int left = lead - FRAME; left > 0; left -= MORE) {
        int n = Math.min(left, MORE);
        read(n, dueNanos - (FRAME + left - n) * SECOND / 48_000);
        hear();
      }
    }
    read(FRAME, dueNanos);
    for (int i = 0; i < voices.size(); i++) {
      VoiceTimeline voice = voices.get(i).timeline();
      if (voice.live()) {
        margin.voice(voice.marginNanos(dueNanos));
      }
    }
    margin.frame();
  }

  /** Whether its voices have come early enough to be heard {@link Lane#EARLIER}. */
  boolean mayBeEarly() {
    return margin.allows();
  }

  /** Whether its voices do not come early enough for that, or nobody speaks. */
  boolean isTooEarly() {
    return margin.lacks();
  }

  /** From now on its frames are due so much earlier than those of others. */
  void retimed(long earlierNanos) {
    margin.retimed();
    voices.forEach(v -> v.timeline().retimed(earlierNanos));
  }

  private void hush(ParticipantVoice voice) {
    for (int i = 0; i < portrayals.size(); i++) {
      if (portrayals.get(i).self() == voice) {
        portrayals.get(i).hush(frame);
      }
    }
  }

  private void read(int samples, long dueNanos) {
    for (int i = 0; i < voices.size(); i++) {
      voices.get(i).read(samples, dueNanos);
    }
  }

  /** Gives the portrayals what was read. */
  void hear() {
    for (int i = 0; i < portrayals.size(); i++) {
      portrayals.get(i).hear();
    }
  }

  void moved(long dueNanos) {
    for (int i = 0; i < portrayals.size(); i++) {
      portrayals.get(i).moved(frame, dueNanos, voiceOut);
    }
    for (int i = 0; i < voices.size(); i++) {
      voices.get(i).timeline().shown((frame + 1) * FRAME);
    }
  }

  void close() {
    voices.forEach(ParticipantVoice::close);
  }
}
