package io.visavis.media.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes into an offer at which rate its Opus is to be encoded (RFC 7587, section 6.1). */
final class OpusRate {
  private static final Pattern OPUS =
      Pattern.compile("a=rtpmap:(\\S+) opus/48000.*", Pattern.CASE_INSENSITIVE);

  private OpusRate() {}

  /**
   * The offer with that rate, where it does not ask for one, or for a narrower band, by itself.
   *
   * @param rate bits a second
   */
  static List<String> ask(List<String> lines, int rate) {
    List<String> out = new ArrayList<>(lines);
    for (int i = 0; i < out.size(); i++) {
      if (out.get(i).startsWith("m=audio ")) {
        asking(CodecOrder.section(out, i), rate);
      }
    }
    return out;
  }

  private static void asking(List<String> section, int rate) {
    for (int i = 0; i < section.size(); i++) {
      Matcher opus = OPUS.matcher(section.get(i));
      if (!opus.matches()) {
        continue;
      }
      String start = "a=fmtp:%s ".formatted(opus.group(1));
      String wish = "maxaveragebitrate=" + rate;
      int at = indexOf(section, start);
      if (at < 0) {
        section.add(i + 1, start + wish);
      } else if (!section.get(at).contains("maxaveragebitrate=")
          && !section.get(at).contains("maxplaybackrate=")) {
        section.set(at, section.get(at) + ";" + wish);
      }
    }
  }

  private static int indexOf(List<String> lines, String start) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith(start)) {
        return i;
      }
    }
    return -1;
  }
}
