package io.visavis.loadclient;

/**
 * A number of sessions that was tried.
 *
 * @param broken why it does not keep to the limit; empty if it does
 * @param again measured once more, after the server refused another session
 */
record Step(int sessions, Measurement measured, String broken, boolean again) {
  boolean held() {
    return broken.isEmpty();
  }
}
