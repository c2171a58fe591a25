package io.visavis.media.webrtc;

/** Waiting for pushing threads to end. */
final class Threads {
  private Threads() {}

  /** Waits until a thread has ended, even if this one is interrupted meanwhile. */
  static void join(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
