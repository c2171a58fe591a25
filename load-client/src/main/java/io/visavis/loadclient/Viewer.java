package io.visavis.loadclient;

/** Takes one portrayal and counts what comes. */
interface Viewer extends AutoCloseable {
  /** Counts from now on, from nothing. */
  void begin();

  /** Counts no more. */
  void stop();

  /** What came in between, over that many seconds. */
  Seen seen(double seconds);

  /** Adds how far each frame was behind its voice, where the client knows. */
  void delaysTo(Times sum);

  @Override
  void close();
}
