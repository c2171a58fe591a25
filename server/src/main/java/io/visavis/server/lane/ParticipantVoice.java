package io.visavis.server.lane;

import io.visavis.server.voice.VoiceDecoder;
import io.visavis.server.voice.VoiceInbox;
import io.visavis.server.voice.VoicePacket;
import io.visavis.server.voice.VoiceTimeline;
import org.jspecify.annotations.Nullable;

/** A participant's voice inside its lane: read once a frame, heard by one or two portrayals. */
final class ParticipantVoice {
  private static final int HOLD = 48_000;

  /** A voice that is cut off is gone after 5 ms. */
  private static final int FADE = 240;

  private final VoiceInbox inbox;
  private final VoiceTimeline timeline;
  private final VoiceDecoder decoder;
  private final VoiceHold hold = new VoiceHold(HOLD);
  private final float[] block = new float[VoiceTimeline.BLOCK];
  private @Nullable VoiceTap tap;
  private int count;
  private double motionOffset = Double.NaN;

  ParticipantVoice(VoiceInbox inbox, VoiceTimeline timeline, VoiceDecoder decoder) {
    this.inbox = inbox;
    this.timeline = timeline;
    this.decoder = decoder;
  }

  void tap(@Nullable VoiceTap next) {
    tap = next;
  }

  /**
   * Takes notice of a flush and of another speaker.
   *
   * @param shown conversation index after the last sample that was shown
   * @return whether a voice was cut off there
   */
  boolean begin(long shown) {
    boolean cut = timeline.begin(shown);
    if (cut) {
      hold.silence(shown, FADE);
    }
    return cut;
  }

  /** Reads the next {@code samples} of the conversation's clock. */
  void read(int samples, long dueNanos) {
    timeline.read(block, samples, dueNanos);
    count = samples;
    hold.write(block, samples);
    VoiceTap t = tap;
    if (t != null) {
      t.samples(block, 0, samples);
    }
  }

  /** What was read last, [0, {@link #count}). */
  float[] block() {
    return block;
  }

  int count() {
    return count;
  }

  VoiceHold hold() {
    return hold;
  }

  VoiceTimeline timeline() {
    return timeline;
  }

  VoiceInbox inbox() {
    return inbox;
  }

  /**
   * The conversation's seconds at the participant's own: by the voice's clock, or, of one who does
   * not speak, as if the first motion frame was made when it came.
   */
  double motionSeconds(double own) {
    if (timeline.present()) {
      return timeline.conversationAt(own * VoicePacket.RATE) / VoicePacket.RATE;
    }
    if (Double.isNaN(motionOffset)) {
      motionOffset = timeline.conversationNow() / (double) VoicePacket.RATE - own;
    }
    return own + motionOffset;
  }

  void close() {
    decoder.close();
    VoiceTap t = tap;
    if (t != null) {
      t.end();
    }
  }
}
