package io.visavis.training.speech;

/** A synthesiser or voice is not installed; the message says which Debian package has it. */
public final class MissingSpeechToolException extends RuntimeException {
  private static final long serialVersionUID = 1;

  MissingSpeechToolException(String what, String debianPackage) {
    super(what + " is not installed; on Debian: apt-get install " + debianPackage + ".");
  }
}
