package io.visavis.media.webrtc;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.onvoid.webrtc.media.SyncClock;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the clock that stamps pictures and voice the same one that the sender reports are written
 * by, without which no player can keep lips and voice together.
 *
 * <p>webrtc-java's {@link SyncClock} counts from its own creation; libwebrtc's RTCP sender reports
 * (RFC 3550, 6.4.1) pair the wall clock with an RTP time counted from the start of the system's
 * monotonic clock. The RTP time in every report is then ahead of the frames' by the machine's
 * uptime. A player that fits a line through the reports and reads it that far back lands hundreds
 * of milliseconds beside the truth, for voice and pictures each its own way, and delays one of them
 * to match. Counting from the monotonic clock's zero removes the gap.
 *
 * <p>The clock's native object is a {@code std::chrono::steady_clock::time_point} and nothing else;
 * there is no call to set it. It is set in memory here, on Linux only, and only if what lies there
 * is the moment at which the object was made. Anything else is left as it is.
 */
final class ReportClock {
  private static final Logger LOG = LoggerFactory.getLogger(ReportClock.class);
  private static final AtomicBoolean TOLD = new AtomicBoolean();

  private ReportClock() {}

  /** A clock that reads what {@link System#nanoTime} does on Linux: the monotonic clock. */
  static SyncClock create() {
    long before = System.nanoTime();
    SyncClock clock = new SyncClock();
    long after = System.nanoTime();
    if (!countFromZero(clock, before, after) && !TOLD.getAndSet(true)) {
      LOG.info(
          "Lips and voice may drift apart in players: this platform's media clock is its own.");
    }
    return clock;
  }

  private static boolean countFromZero(SyncClock clock, long before, long after) {
    long handle = NativeHandles.of(clock);
    if (handle == 0 || !System.getProperty("os.name", "").startsWith("Linux")) {
      return false;
    }
    MemorySegment start = MemorySegment.ofAddress(handle).reinterpret(JAVA_LONG.byteSize());
    long stored = start.get(JAVA_LONG, 0);
    if (stored < before || stored > after) {
      return false;
    }
    start.set(JAVA_LONG, 0, 0L);
    return true;
  }
}
