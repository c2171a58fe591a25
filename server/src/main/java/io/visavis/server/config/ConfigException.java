package io.visavis.server.config;

/** A configuration that cannot be used; the message is one sentence for the user. */
public final class ConfigException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /** With one sentence. */
  public ConfigException(String sentence) {
    super(sentence);
  }
}
