package io.visavis.media.opus;

import club.minnced.opus.util.OpusLibrary;
import java.io.IOException;
import tomp2p.opuswrapper.Opus;

/**
 * The process's one access to libopus, a native library that trusts its caller. The rules of its
 * use, which this package keeps:
 *
 * <ul>
 *   <li>An encoder or a decoder is used by one thread at a time, and never after its destruction.
 *   <li>Output buffers have room for 120 ms, whatever the packet claims.
 *   <li>Native code sees only packets whose framing {@link OpusPacket} has checked.
 * </ul>
 */
final class NativeOpus {
  private static final Opus LIBRARY = load();

  private NativeOpus() {}

  static Opus library() {
    return LIBRARY;
  }

  /** What an error code of libopus means. */
  static String error(int code) {
    return LIBRARY.opus_strerror(code);
  }

  private static Opus load() {
    try {
      if (!OpusLibrary.isInitialized() && !OpusLibrary.loadFromJar()) {
        throw new UnsatisfiedLinkError("libopus did not load");
      }
      return Opus.INSTANCE;
    } catch (IOException | UnsupportedOperationException e) {
      throw new LinkageError(
          "There is no native Opus library for "
              + System.getProperty("os.name", "?")
              + " "
              + System.getProperty("os.arch", "?")
              + ", or it cannot be written to the temporary folder.",
          e);
    }
  }
}
