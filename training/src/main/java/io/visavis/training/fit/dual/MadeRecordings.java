package io.visavis.training.fit.dual;

import io.visavis.avatar.motion.MotionSpace;
import io.visavis.training.conversation.Conversation;
import io.visavis.training.conversation.Repertoire;
import io.visavis.training.conversation.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Conversations that are made as training goes on: every few steps the oldest makes room for a new
 * one. What is learnt is how to converse, and not these conversations by heart, which a network
 * that sees the same ones many times does.
 */
final class MadeRecordings implements Recordings {
  /** Steps that a conversation is the newest. */
  static final int RENEWED = 4;

  private static final int SIDES = 2;

  private final Repertoire repertoire;
  private final Recorder recorder;
  private final int count;
  private final double seconds;
  private final Consumer<String> log;
  private final List<Recording> recordings = new ArrayList<>();
  private int first;

  /**
   * Makes conversations when they are asked for.
   *
   * @param count conversations at a time
   * @param seconds of each
   */
  MadeRecordings(
      Repertoire repertoire, Ears ears, int count, double seconds, Consumer<String> log) {
    this.repertoire = repertoire;
    this.recorder = new Recorder(ears, MotionSpace.ARKIT);
    this.count = count;
    this.seconds = seconds;
    this.log = log;
  }

  @Override
  public List<Recording> at(int step) {
    int from = step / RENEWED;
    int past = SIDES * (from - first);
    if (past < 0 || past > recordings.size()) {
      recordings.clear();
      first = from;
    }
    while (first < from) {
      recordings.subList(0, SIDES).clear();
      first++;
    }
    boolean many = recordings.isEmpty();
    while (recordings.size() < SIDES * count) {
      int number = first + recordings.size() / SIDES;
      recordings.addAll(recorder.record(speakers(repertoire, number, seconds), number));
      int had = recordings.size() / SIDES;
      if (many && had % 10 == 0) {
        log.accept("perceived %d of %d conversations".formatted(had, count));
      }
    }
    return recordings;
  }

  /** Both of a conversation; two of three are between strangers, who are harder to foretell. */
  static List<Speaker> speakers(Repertoire repertoire, int number, double seconds) {
    Conversation conversation =
        number % 3 == 0
            ? Conversation.make(repertoire, Split.TRAIN, number, seconds)
            : Conversation.ofStrangers(repertoire, number, seconds);
    return conversation.sides().stream()
        .map(side -> Speaker.of(side, DualTraining.people()))
        .toList();
  }
}
