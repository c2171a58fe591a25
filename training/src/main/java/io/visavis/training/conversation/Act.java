package io.visavis.training.conversation;

/**
 * One thing that somebody utters, from {@code begin} on.
 *
 * @param begin seconds at which its recording begins, silence included
 * @param speed how much faster than it was recorded
 */
record Act(Kind kind, double begin, Spoken spoken, double speed) {
  /** What it is. */
  enum Kind {
    /** Part of a turn. */
    SPEECH,
    /** An acknowledgement while the other has the turn: a backchannel. */
    ANSWER,
    LAUGH
  }

  /** An act whose first phone begins at that time. */
  static Act at(double time, Kind kind, Spoken spoken, double speed) {
    return new Act(kind, time - spoken.lead() / speed, spoken, speed);
  }

  /** Seconds at which its first phone begins. */
  double starts() {
    return begin + spoken.lead() / speed;
  }

  /** Seconds at which its last phone ends. */
  double end() {
    return begin + spoken.end() / speed;
  }

  /** The utterance's own time at a time of the conversation. */
  double timeOf(double t) {
    return (t - begin) * speed;
  }
}
