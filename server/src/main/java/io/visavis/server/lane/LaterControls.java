package io.visavis.server.lane;

import io.visavis.inference.Control;
import io.visavis.inference.MotionStream;
import io.visavis.server.voice.VoiceInbox;
import io.visavis.server.voice.VoiceTimeline;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Changes that wait for a sample of a paced voice to be played: when that will be is not known
 * before. A flush forgets those that were sent before it. Owned by a lane.
 */
final class LaterControls {
  private static final int MOST = 64;

  private final List<Later> waiting = new ArrayList<>();

  private record Later(
      Control change, long own, VoiceInbox.Turn turn, Consumer<String> onRefused) {}

  /**
   * Adds a change.
   *
   * @param own index of the sample at which it begins
   * @param turn in which it was sent
   * @throws IllegalArgumentException with one sentence if too many wait
   */
  void add(Control change, long own, VoiceInbox.Turn turn, Consumer<String> onRefused) {
    if (waiting.size() == MOST) {
      throw new IllegalArgumentException(
          "%d changes wait for their sample to be played, and no more may.".formatted(MOST));
    }
    waiting.add(new Later(change, own, turn, onRefused));
  }

  /** Passes on the changes whose sample was read last. */
  void pass(VoiceTimeline voice, MotionStream stream) {
    for (int i = 0; i < waiting.size(); i++) {
      Later later = waiting.get(i);
      long at = voice.readAt(later.own);
      if (later.turn != voice.turn()) {
        waiting.remove(i--);
      } else if (at >= 0) {
        waiting.remove(i--);
        try {
          stream.control(later.change, at);
        } catch (IllegalArgumentException e) {
          later.onRefused.accept(String.valueOf(e.getMessage()));
        }
      }
    }
  }
}
