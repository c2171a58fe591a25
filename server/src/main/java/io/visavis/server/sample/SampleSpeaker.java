package io.visavis.server.sample;

import io.visavis.server.conversation.Event;
import io.visavis.server.conversation.Publication;
import io.visavis.server.voice.VoicePacket;

/**
 * Speaks one voice of a sample conversation, over and over. Packets are given a little ahead of
 * their time and count as arrived at it, so that a busy machine does not make them stutter.
 */
final class SampleSpeaker implements Event.Sink {
  private static final long AHEAD_NANOS = 400_000_000L;
  private static final long SECOND = 1_000_000_000L;

  /** What should have been said longer ago is left out: the machine stood still. */
  private static final long PAST_NANOS = SECOND;

  private final Publication publication;
  private final SampleVoice voice;
  private final long periodSamples;
  private final long startNanos;
  private int next;
  private long loop;
  private volatile boolean ended;

  /**
   * A speaker that begins at {@code startNanos}.
   *
   * @param periodSamples after which all voices of the conversation begin again
   */
  SampleSpeaker(Publication publication, SampleVoice voice, long periodSamples, long startNanos) {
    this.publication = publication;
    this.voice = voice;
    this.periodSamples = periodSamples;
    this.startNanos = startNanos;
  }

  /** Says what is due soon. One thread. */
  void speak(long nowNanos) {
    while (!ended) {
      long index = loop * periodSamples + voice.starts()[next];
      long at = startNanos + index * SECOND / VoicePacket.RATE;
      if (at > nowNanos + AHEAD_NANOS) {
        return;
      }
      if (at > nowNanos - PAST_NANOS) {
        publication.voice(VoicePacket.opus(index, voice.packets().get(next), at));
      }
      next++;
      if (next == voice.packets().size()) {
        next = 0;
        loop++;
      }
    }
  }

  @Override
  public void event(Event event) {
    ended |= event.kind() == Event.Kind.ENDED;
  }

  boolean ended() {
    return ended;
  }
}
