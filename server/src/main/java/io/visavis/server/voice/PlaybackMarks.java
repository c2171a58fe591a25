package io.visavis.server.voice;

/**
 * Beginnings and ends of utterances that have been read and not yet shown, in order. Owned by one
 * lane; bounded, and does not allocate.
 */
final class PlaybackMarks {
  private static final int SIZE = 64;

  private final boolean[] begins = new boolean[SIZE];
  private final long[] at = new long[SIZE];
  private final long[] own = new long[SIZE];
  private int first;
  private int count;

  /** Whether there may be no room for a beginning and two ends. */
  boolean full() {
    return count > SIZE - 3;
  }

  boolean isEmpty() {
    return count == 0;
  }

  /**
   * Adds a mark.
   *
   * @param position samples that were read before it
   * @param index own index of the first sample, or of what comes after the last
   */
  void add(boolean beginning, long position, long index) {
    int slot = (first + count++) % SIZE;
    begins[slot] = beginning;
    at[slot] = position;
    own[slot] = index;
  }

  /** Whether the first one begins an utterance; it is there. */
  boolean begins() {
    return begins[first];
  }

  /** Where the first one lies. */
  long at() {
    return at[first];
  }

  /** Own index of the first one. */
  long own() {
    return own[first];
  }

  void removeFirst() {
    first = (first + 1) % SIZE;
    count--;
  }

  void clear() {
    count = 0;
  }
}
