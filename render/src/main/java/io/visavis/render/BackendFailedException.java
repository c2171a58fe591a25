package io.visavis.render;

/**
 * A back end cannot draw any more, whatever it is asked: its device is lost or full. Another one
 * has to take over; what it was drawing is undefined.
 */
public class BackendFailedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * @param sentence what happened
   */
  public BackendFailedException(String sentence) {
    super(sentence);
  }
}
