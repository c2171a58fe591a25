package io.visavis.server.app;

import io.visavis.media.opus.OpusDecoder;
import io.visavis.server.config.ConfigException;

/**
 * Loads the native library of voices at the start. It is unpacked into a temporary file first: the
 * first voice would find out that the disk is full, and its lane would not survive that.
 */
final class NativeCode {
  private NativeCode() {}

  /**
   * Loads what voices need.
   *
   * @throws ConfigException with one sentence if voices cannot be decoded
   */
  static void load() {
    try {
      new OpusDecoder().close();
    } catch (LinkageError e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new ConfigException(
          "The library that decodes voices does not load: %s; it is unpacked into %s, which needs some megabytes of room."
              .formatted(cause.getMessage(), System.getProperty("java.io.tmpdir")));
    }
  }
}
