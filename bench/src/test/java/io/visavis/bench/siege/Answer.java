package io.visavis.bench.siege;

/**
 * What a server said to something hostile.
 *
 * @param what was sent, in words
 * @param status of HTTP; of gRPC as HTTP has it; 0 where the connection was closed without a word
 */
record Answer(String what, int status) {
  /** Whether it was let in. */
  boolean taken() {
    return status >= 200 && status < 300;
  }

  /** Whether the server fell over it. */
  boolean broke() {
    return status == 500;
  }
}
