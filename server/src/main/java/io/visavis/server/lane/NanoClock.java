package io.visavis.server.lane;

/** The server's monotonic clock; tests bring their own. */
@FunctionalInterface
public interface NanoClock {
  /** Nanoseconds, of which only differences mean something. */
  long nanoTime();

  /** The machine's. */
  static NanoClock system() {
    return System::nanoTime;
  }
}
