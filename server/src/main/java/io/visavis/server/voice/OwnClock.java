package io.visavis.server.voice;

/**
 * Which sample of a paced voice lies where: spans in which own indices go on, and pauses in which
 * they stand still. Remembers the last {@value #SIZE} of them. Owned by one lane; does not
 * allocate.
 */
final class OwnClock {
  private static final int SIZE = 32;

  private final long[] at = new long[SIZE];
  private final long[] own = new long[SIZE];
  private final boolean[] runs = new boolean[SIZE];
  private long newest;

  /** Forgets all; stands still at that index. */
  void reset(long index) {
    newest = 0;
    at[0] = Long.MIN_VALUE;
    own[0] = index;
    runs[0] = false;
  }

  /** From that position on the samples from that index on are played. */
  void run(long position, long index) {
    add(position, index, true);
  }

  /** From that position on nothing is played; the next sample would have that index. */
  void stand(long position, long index) {
    add(position, index, false);
  }

  private void add(long position, long index, boolean running) {
    newest++;
    int slot = (int) (newest % SIZE);
    at[slot] = position;
    own[slot] = index;
    runs[slot] = running;
  }

  /** Whether samples are played at the newest position. */
  boolean runs() {
    return runs[(int) (newest % SIZE)];
  }

  /**
   * The last position in [from, until) of the sample with that own index; -1 where it is not in it.
   *
   * @param until the newest position
   */
  long find(long index, long from, long until) {
    long end = until;
    long oldest = Math.max(0, newest - SIZE + 1);
    for (long span = newest; span >= oldest && end > from; span--) {
      int slot = (int) (span % SIZE);
      long there = at[slot] + (index - own[slot]);
      if (runs[slot] && index >= own[slot] && there >= from && there < end) {
        return there;
      }
      end = at[slot];
    }
    return -1;
  }

  /** Own index at a position; what is forgotten is as its first sample that is known. */
  double ownAt(double position) {
    long span = newest;
    long oldest = Math.max(0, newest - SIZE + 1);
    while (span > oldest && at[(int) (span % SIZE)] > position) {
      span--;
    }
    int slot = (int) (span % SIZE);
    return runs[slot] ? own[slot] + Math.max(0, position - at[slot]) : own[slot];
  }
}
