package io.visavis.server.whip;

import org.jspecify.annotations.Nullable;

/** The If-Match of a PATCH against a session's entity tag (RFC 9110, section 13.1.1). */
final class EntityTags {
  private EntityTags() {}

  /** As it is written into ETag. */
  static String quoted(String tag) {
    return '"' + tag + '"';
  }

  /**
   * Whether a request means the current session. A star does, quoted (as in WHIP's examples) or not
   * (as in HTTP).
   *
   * @param match the header; null, which some clients send, matches
   * @param tag of the session, without quotes
   * @param strict takes no tag without quotes, and none that a proxy has made weak
   */
  static boolean match(@Nullable String match, String tag, boolean strict) {
    if (match == null) {
      return true;
    }
    for (String one : match.split(",", -1)) {
      String t = one.strip();
      if (t.equals("*") || t.equals("\"*\"") || t.equals(quoted(tag))) {
        return true;
      }
      if (!strict && (t.equals(tag) || t.equals("W/" + quoted(tag)))) {
        return true;
      }
    }
    return false;
  }
}
