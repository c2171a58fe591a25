package io.visavis.media.sdp;

import java.util.Map;
import java.util.Set;

/** Looks at this side's own answers, so that none of them is half a success (RFC 9725, 4.4.3). */
public final class AnswerCheck {
  private static final Map<String, String> CODECS = Map.of("audio", "opus", "video", "H264 or VP8");

  private AnswerCheck() {}

  /**
   * Refuses an offer of which a section was declined for want of a codec.
   *
   * @param answer to the offer
   * @param kinds of sections, {@code audio} or {@code video}, that have to be taken
   */
  public static void requireTaken(String answer, Set<String> kinds) throws BadSdpException {
    for (String kind : kinds) {
      String on = "m=" + kind + " ";
      if (answer.lines().noneMatch(l -> l.startsWith(on) && !l.startsWith(on + "0 "))) {
        throw BadSdpException.unsupported(
            "The offer's %s section has no codec that is spoken here; %s would be right."
                .formatted(kind, CODECS.get(kind)));
      }
    }
  }
}
