package io.visavis.media.sdp;

/** Makes the fragment that answers an ICE restart (RFC 9725, section 4.3.3) of a new answer. */
public final class RestartAnswer {
  private RestartAnswer() {}

  /**
   * This side's new credentials and candidates.
   *
   * @param answer the full answer
   * @return an {@code application/trickle-ice-sdpfrag} body
   */
  public static String fragment(String answer) {
    StringBuilder ice = new StringBuilder();
    StringBuilder first = new StringBuilder();
    int section = 0;
    for (String line : answer.split("\r?\n", -1)) {
      section += line.startsWith("m=") ? 1 : 0;
      if (section > 1) {
        break;
      }
      if (line.startsWith("a=ice-")) { // ufrag, pwd, options
        ice.append(line).append("\r\n");
      } else if (line.startsWith("m=")
          || line.startsWith("a=mid:")
          || line.startsWith("a=candidate:")) {
        first.append(line).append("\r\n");
      }
    }
    return ice + reordered(first) + "a=end-of-candidates\r\n";
  }

  /** In a fragment the mid comes before the candidates. */
  private static String reordered(StringBuilder section) {
    StringBuilder head = new StringBuilder();
    StringBuilder tail = new StringBuilder();
    for (String line : section.toString().split("\r\n", -1)) {
      if (!line.isEmpty()) {
        (line.startsWith("a=candidate:") ? tail : head).append(line).append("\r\n");
      }
    }
    return head.toString() + tail;
  }
}
