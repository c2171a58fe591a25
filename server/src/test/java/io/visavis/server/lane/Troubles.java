package io.visavis.server.lane;

import java.util.ArrayDeque;

/** When something was done to a voice on purpose; nothing may happen to it at other times. */
final class Troubles {
  private final ArrayDeque<long[]> spans = new ArrayDeque<>(); // from, to in ns; ascending from

  /** Something happens, and is over by {@code to}. */
  void add(long from, long to) {
    spans.add(new long[] {from, to});
  }

  /** Whether something is the matter then; times ascend. */
  boolean at(long nanos) {
    while (!spans.isEmpty() && spans.getFirst()[1] < nanos) {
      spans.removeFirst();
    }
    return spans.stream().anyMatch(s -> s[0] <= nanos && nanos <= s[1]);
  }
}
