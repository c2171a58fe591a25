package io.visavis.server.lane;

/** Somebody's microphone and the way from there to the inbox, in virtual time. */
interface TestMicrophone {
  /** Puts what arrives until then into its inbox. */
  void deliver(long untilNanos);

  /** When the sample with that index was spoken. */
  double spokenNanos(double index);

  /** When it was disturbed on purpose. */
  Troubles troubles();
}
