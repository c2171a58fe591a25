package io.visavis.inference.behaviour;

/** Who speaks, for how long, and what just changed: what gaze and nods go by. One portrayal. */
final class Turn {
  private boolean self;
  private boolean partner;
  private double selfSince;
  private double partnerSince;
  private double lastPartnerRun;
  private boolean selfBegan;
  private boolean selfEnded;
  private boolean partnerPaused;
  private double speaking; // eased

  /** Moves to a frame. */
  void advance(double t, boolean selfSpeaks, boolean partnerSpeaks) {
    selfBegan = selfSpeaks && !self;
    selfEnded = !selfSpeaks && self;
    partnerPaused = !partnerSpeaks && partner;
    if (partnerPaused) {
      lastPartnerRun = t - partnerSince;
    }
    if (selfSpeaks != self) {
      self = selfSpeaks;
      selfSince = t;
    }
    if (partnerSpeaks != partner) {
      partner = partnerSpeaks;
      partnerSince = t;
    }
    speaking += ((self ? 1 : 0) - speaking) * 0.08;
  }

  boolean selfSpeaks() {
    return self;
  }

  boolean partnerSpeaks() {
    return partner;
  }

  /** This frame is the first of a turn of self. */
  boolean selfBegan() {
    return selfBegan;
  }

  /** This frame is the first after a turn of self. */
  boolean selfEnded() {
    return selfEnded;
  }

  /** This frame is the first of a pause of the partner. */
  boolean partnerPaused() {
    return partnerPaused;
  }

  /** Seconds that the partner spoke before the last pause. */
  double lastPartnerRun() {
    return lastPartnerRun;
  }

  /** Seconds since self began or ended to speak. */
  double selfFor(double t) {
    return t - selfSince;
  }

  /** 0 while silent to 1 while speaking, over about half a second. */
  double speaking() {
    return speaking;
  }
}
