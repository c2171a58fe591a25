package io.visavis.server.lane;

/**
 * Which rung of a resolution ladder a feed is drawn at, 0 the full size: a step down where pictures
 * are late, for a face that moves in time is worth more than one with more pixels; a step up after
 * a calm while, which gets longer every time that it did not last. Counts pictures, not time.
 */
final class ResolutionLadder {
  /** Pictures that are judged together: 2 s. */
  static final int WINDOW = 50;

  /** Late pictures of a window that call for a step down; a single stall makes fewer. */
  static final int MANY_LATE = 8;

  /** Pictures after a step down that are not judged: what was late then is drawn late still. */
  static final int SETTLING = 25;

  /** Pictures at the beginning that are not judged: setting up a connection makes some late. */
  static final int STARTING = 125;

  /** Calm windows before the next larger size is tried: 20 s at first, 5 minutes at most. */
  static final int FIRST_WAIT = 10;

  private static final int LONGEST_WAIT = 150;

  private final int rungs;
  private int rung;
  private int seen;
  private int late;
  private int settling = STARTING;
  private int calm;
  private int wait = FIRST_WAIT;
  private boolean tried;

  ResolutionLadder(int rungs) {
    this.rungs = rungs;
  }

  int rung() {
    return rung;
  }

  /** Notes a picture that was in time, or was not. Returns whether the rung has changed. */
  boolean picture(boolean inTime) {
    if (settling > 0) {
      settling--;
      return false;
    }
    seen++;
    late += inTime ? 0 : 1;
    if (late >= MANY_LATE) {
      return down();
    }
    return seen == WINDOW && windowEnds();
  }

  private boolean down() {
    calm = 0;
    next();
    if (rung + 1 == rungs) {
      return false;
    }
    if (tried) {
      wait = Math.min(2 * wait, LONGEST_WAIT);
    }
    rung++;
    settling = SETTLING;
    return true;
  }

  private boolean windowEnds() {
    calm = late <= 1 ? calm + 1 : 0;
    next();
    if (calm < wait) {
      return false;
    }
    calm = 0;
    if (rung == 0) {
      wait = FIRST_WAIT;
      tried = false;
      return false;
    }
    tried = true;
    rung--;
    return true;
  }

  private void next() {
    seen = 0;
    late = 0;
  }
}
