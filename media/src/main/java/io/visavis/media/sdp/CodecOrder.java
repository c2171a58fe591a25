package io.visavis.media.sdp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Moves a codec to the front of an offer's video section. */
final class CodecOrder {
  private CodecOrder() {}

  static List<String> prefer(List<String> lines, String codec) {
    List<String> out = new ArrayList<>(lines);
    for (int i = 0; i < out.size(); i++) {
      if (out.get(i).startsWith("m=video ")) {
        out.set(i, reorder(out.get(i), section(lines, i), codec));
      }
    }
    return out;
  }

  /** The lines of the section that begins there, as a view. */
  static List<String> section(List<String> lines, int start) {
    int end = start + 1;
    while (end < lines.size() && !lines.get(end).startsWith("m=")) {
      end++;
    }
    return lines.subList(start, end);
  }

  private static String reorder(String mLine, List<String> section, String codec) {
    Map<String, String> names = new HashMap<>();
    Map<String, String> formats = new HashMap<>();
    for (String line : section) {
      take(line, "a=rtpmap:", names);
      take(line, "a=fmtp:", formats);
    }
    String[] w = mLine.split(" ", -1);
    List<String> payloads = new ArrayList<>(List.of(w).subList(3, w.length));
    // The sort is stable: among equals the peer's own preference stays.
    payloads.sort(
        (a, b) -> Integer.compare(rank(a, codec, names, formats), rank(b, codec, names, formats)));
    return String.join(" ", List.of(w).subList(0, 3)) + " " + String.join(" ", payloads);
  }

  private static void take(String line, String prefix, Map<String, String> into) {
    int space = line.indexOf(' ');
    if (line.startsWith(prefix) && space > 0) {
      into.putIfAbsent(line.substring(prefix.length(), space), line.substring(space + 1));
    }
  }

  private static int rank(
      String payload, String codec, Map<String, String> names, Map<String, String> formats) {
    String wanted = codec.toLowerCase(Locale.ROOT) + "/";
    if (!names.getOrDefault(payload, "").toLowerCase(Locale.ROOT).startsWith(wanted)) {
      return 3;
    }
    if (!wanted.equals("h264/")) {
      return 0;
    }
    String f = formats.getOrDefault(payload, "").toLowerCase(Locale.ROOT);
    boolean mode1 = f.contains("packetization-mode=1");
    boolean baseline = f.contains("profile-level-id=42e0");
    return mode1 && baseline ? 0 : mode1 ? 1 : 2;
  }
}
