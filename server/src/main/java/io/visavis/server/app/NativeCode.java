package io.visavis.server.app;

import io.visavis.media.opus.OpusDecoder;
import io.visavis.media.webrtc.WebRtc;
import io.visavis.media.webrtc.WebRtcUnavailableException;
import io.visavis.server.config.ConfigException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads the native libraries at the start. Each is unpacked into a temporary file first: whoever
 * came first would find out that the disk is full, and a lane would not survive it.
 */
final class NativeCode {
  private static final Logger log = LoggerFactory.getLogger(NativeCode.class);

  private NativeCode() {}

  /**
   * Loads what voices and WebRTC need. A server without WebRTC serves gRPC.
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
    try {
      var _ = WebRtc.open();
    } catch (WebRtcUnavailableException e) {
      log.warn("Nobody comes by WebRTC: {}", e.getMessage());
    }
  }
}
