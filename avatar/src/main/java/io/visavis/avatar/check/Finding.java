package io.visavis.avatar.check;

/**
 * One thing that a check has to say.
 *
 * @param level how bad it is
 * @param sentence what it is and what to do about it
 */
public record Finding(Level level, String sentence) {
  /** How bad it is. */
  public enum Level {
    /** The avatar cannot be used. */
    BROKEN,
    /** It can be used, and will probably not look right. */
    DOUBTFUL,
    /** Nothing to do. */
    FACT
  }

  static Finding doubtful(String sentence) {
    return new Finding(Level.DOUBTFUL, sentence);
  }

  static Finding fact(String sentence) {
    return new Finding(Level.FACT, sentence);
  }
}
