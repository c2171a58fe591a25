package io.visavis.server.cli;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * How a server writes its log, from the environment: {@code VISAVIS_LOG} is {@code text} or {@code
 * json}, {@code VISAVIS_NODE} names this server in lines of JSON (the host's name where it is
 * missing). {@code logback.xml} reads what is set here, so it comes before anything logs.
 */
final class LogChoice {
  private static final String FORMAT = "visavis.log.format";
  private static final String NODE = "visavis.node";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private LogChoice() {}

  /**
   * Settles it for this process.
   *
   * @throws UsageException if the environment asks for what there is not
   */
  static void apply(Map<String, String> environment) {
    String format = environment.getOrDefault("VISAVIS_LOG", "").strip();
    if (!format.isEmpty()) {
      if (!format.equals("text") && !format.equals("json")) {
        throw new UsageException(
            "The variable VISAVIS_LOG is '%s'; text or json would be right.".formatted(format));
      }
      System.setProperty(FORMAT, format);
    }
    String node = environment.getOrDefault("VISAVIS_NODE", "").strip();
    if (!node.isEmpty()) {
      if (!NAME.matcher(node).matches()) {
        throw new UsageException(
            "The variable VISAVIS_NODE is no name for a server; 1 to 64 of letters, digits, dot, hyphen and underscore would be right.");
      }
      System.setProperty(NODE, node);
    }
  }

  /** Whether every line is to be JSON. */
  static boolean json() {
    return System.getProperty(FORMAT, "text").equals("json");
  }
}
