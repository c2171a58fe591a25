package io.visavis.server.conversation;

import io.visavis.server.voice.VoiceInbox;
import io.visavis.server.voice.VoicePacket;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The right to give one participant's voice and motion, held by one client at a time. Closing it
 * gives it back. Any thread.
 */
public final class Publication implements AutoCloseable {
  private final Conversation conversation;
  private final Participant participant;
  private final VoiceInbox inbox;
  private final boolean present;
  private final boolean paced;
  private final AtomicBoolean closed = new AtomicBoolean();

  Publication(
      Conversation conversation,
      Participant participant,
      VoiceInbox inbox,
      boolean present,
      boolean paced) {
    this.conversation = conversation;
    this.participant = participant;
    this.inbox = inbox;
    this.present = present;
    this.paced = paced;
  }

  /** Whether it counts as somebody being there. */
  boolean present() {
    return present;
  }

  /** How the voice is given. */
  VoiceKind kind() {
    return !present ? VoiceKind.SAMPLE : paced ? VoiceKind.PACED : VoiceKind.LIVE;
  }

  /** Whether the server paces the voice. */
  public boolean paced() {
    return paced;
  }

  /** Whether a paced voice waits or is being shown. */
  public boolean talking() {
    return paced && inbox.talking();
  }

  /** The participant. */
  public Participant participant() {
    return participant;
  }

  /** Takes a piece of voice; what does not fit is dropped and counted. Never blocks. */
  public void voice(VoicePacket packet) {
    if (!closed.get()) {
      inbox.offer(packet);
    }
  }

  /**
   * Takes a frame of the participant's facial motion.
   *
   * @param t seconds on the participant's own clock
   */
  public void motion(double t, float[] values, boolean @Nullable [] mask) {
    if (!closed.get()) {
      conversation.motion(participant, t, values, mask);
    }
  }

  /** Changes the portrayal of this participant from their own sample on; 0 is now. */
  public void change(Settings.Change change, long atSample) {
    conversation.change(participant.id(), change, atSample);
  }

  /** Barge-in: forgets voice that has not been shown, and shuts the mouth. */
  public void flush() {
    if (!closed.get()) {
      conversation.flush(participant);
    }
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      if (paced) {
        inbox.flush(); // minutes may wait, and nobody is left who could stop them
      }
      conversation.left(this);
    }
  }
}
