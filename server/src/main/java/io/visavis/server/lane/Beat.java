package io.visavis.server.lane;

import io.visavis.server.metrics.FrameMetrics;
import io.visavis.server.metrics.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Those conversations of a lane whose frames are due at the same moment of the 40 ms: listened to,
 * heard, moved, corrected and drawn together. Owned by the lane.
 */
final class Beat implements AutoCloseable {
  /** Frames that are caught up with: a face that is a second late is of no use to anybody. */
  static final int MOST_MISSED = 25;

  private static final int OF_LATE = 25;

  private final NanoClock clock;
  private final FrameMetrics metrics;
  private final Pictures pictures;
  private final Corrections corrections;
  private final Motions motions;
  private final int capacity;
  private final long earlier;
  private final List<LaneConversation> conversations = new ArrayList<>();
  private final List<LaneConversation> present = new ArrayList<>();
  private long nextDue;
  private long worked; // hearing and moving took that in the last frame, of whomever it was
  private double work; // and of late in those of all who are present

  /**
   * A beat of a lane that has those pictures and corrections.
   *
   * @param capacity most portrayals at a time
   * @param due when the first frame of the lane is
   * @param earlier how much earlier than that those of this beat are
   */
  Beat(
      NanoClock clock,
      FrameMetrics metrics,
      Pictures pictures,
      Corrections corrections,
      int capacity,
      long due,
      long earlier) {
    this.clock = clock;
    this.metrics = metrics;
    this.pictures = pictures;
    this.corrections = corrections;
    this.motions = new Motions(capacity, metrics);
    this.capacity = capacity;
    this.earlier = earlier;
    this.nextDue = due - earlier;
  }

  /** Who is in it. */
  List<LaneConversation> conversations() {
    return conversations;
  }

  /** When its next frame is due. */
  long nextDue() {
    return nextDue;
  }

  boolean isEmpty() {
    return conversations.isEmpty();
  }

  /** Nanoseconds that hearing and moving have taken it a frame of late. */
  double work() {
    return isEmpty() ? 0 : work;
  }

  /** Where nobody is in it, nothing is due until then. */
  void idle(long until) {
    while (isEmpty() && nextDue <= until) {
      nextDue += Lane.PERIOD;
    }
  }

  void add(LaneConversation conversation) {
    conversations.add(conversation);
  }

  /** Gives those to another beat to whom that applies, where it has room and they are not lent. */
  void giveUp(Beat to, Predicate<LaneConversation> who) {
    for (int i = conversations.size() - 1; i >= 0; i--) {
      LaneConversation c = conversations.get(i);
      if (!c.lent() && who.test(c) && to.hasRoomFor(c)) {
        conversations.remove(i);
        to.conversations.add(c);
        to.motions.take(c);
        c.retimed(to.earlier);
      }
    }
  }

  private boolean hasRoomFor(LaneConversation one) {
    int portrayals = one.portrayals().size();
    for (int i = 0; i < conversations.size(); i++) {
      portrayals += conversations.get(i).portrayals().size();
    }
    return portrayals <= capacity;
  }

  /** Ends a conversation of it; any other one is left alone. */
  void remove(LaneConversation conversation) {
    if (conversations.remove(conversation)) {
      motions.release(conversation);
      conversation.close();
    }
  }

  /** Leaves out so many frames, of a lane that stood still. */
  void leaveOut(long frames) {
    nextDue += frames * Lane.PERIOD;
    conversations.forEach(c -> c.leaveOut(frames));
  }

  /**
   * From now on the frame after this one is the next.
   *
   * @return when this one is due
   */
  long begin() {
    long due = nextDue;
    nextDue += Lane.PERIOD;
    return due;
  }

  /**
   * Makes the frame that is due then, and what was missed by those who were lent.
   *
   * @param laneDue when the lane has to go on at the latest
   */
  void make(long due, long laneDue) {
    present.clear();
    for (int i = 0; i < conversations.size(); i++) {
      LaneConversation c = conversations.get(i);
      if (!c.lent()) {
        catchUp(c, due, laneDue);
      }
      if (c.lent()) {
        c.miss();
      } else {
        present.add(c);
      }
    }
    long started = clock.nanoTime();
    if (frame(present, due, laneDue)) {
      work += (worked - work) / (work == 0 ? 1 : OF_LATE);
      metrics.tick(started - due, clock.nanoTime() - started);
    }
    removeFailed();
  }

  /** Hears and moves what it missed while it was lent, or skips it where that is much. */
  private void catchUp(LaneConversation c, long due, long laneDue) {
    int missed = c.takeMissed();
    if (missed > MOST_MISSED) {
      c.leaveOut(missed);
      return;
    }
    for (int left = missed; left > 0; left--) {
      frame(c.alone(), due - left * Lane.PERIOD, laneDue);
    }
  }

  /** One frame of those conversations; false where there is nobody to be shown. */
  private boolean frame(List<LaneConversation> of, long due, long laneDue) {
    int count = 0;
    for (int i = 0; i < of.size(); i++) {
      count += of.get(i).portrayals().size();
    }
    if (count == 0) {
      return false;
    }
    long started = clock.nanoTime();
    for (int i = 0; i < of.size(); i++) {
      of.get(i).listen(due);
    }
    long listened = clock.nanoTime();
    for (int i = 0; i < of.size(); i++) {
      of.get(i).hear();
    }
    long heard = clock.nanoTime();
    motions.step(of);
    long moved = clock.nanoTime();
    corrections.step(of);
    long corrected = clock.nanoTime();
    worked = moved - started;
    for (int i = 0; i < of.size(); i++) {
      LaneConversation c = of.get(i);
      for (int k = 0; k < c.portrayals().size(); k++) {
        Portrayal p = c.portrayals().get(k);
        p.stage(Stage.LISTEN, (listened - started) / count);
        p.stage(Stage.HEAR, (heard - listened) / count);
        p.stage(Stage.MOVE, (moved - heard) / count, p.model().provider().id());
        p.stage(Stage.CORRECT, (corrected - moved) / count);
      }
      c.moved(due);
    }
    pictures.draw(of, due, until(due, laneDue));
    return true;
  }

  /** Until the lane has to go on; where it is behind by itself, it does not help to hurry. */
  private long until(long due, long laneDue) {
    long now = clock.nanoTime();
    boolean behind = now - due > Lane.PERIOD / 2;
    return behind ? Math.max(laneDue, now + Lane.PERIOD / 2) : laneDue;
  }

  private void removeFailed() {
    for (int i = conversations.size() - 1; i >= 0; i--) {
      LaneConversation c = conversations.get(i);
      if (c.hasFailed() && !c.lent()) {
        remove(c);
      }
    }
  }

  @Override
  public void close() {
    for (LaneConversation c : List.copyOf(conversations)) {
      remove(c);
    }
    motions.close();
  }
}
