package io.visavis.inference.audio;

import java.io.IOException;

/** A sound file that cannot be read; the message is one sentence for the user. */
public final class WavException extends IOException {
  public WavException(String message) {
    super(message);
  }
}
