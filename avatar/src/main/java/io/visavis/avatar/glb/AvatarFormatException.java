package io.visavis.avatar.glb;

import java.io.IOException;

/** A file that is no avatar. The message is one sentence: what is wrong, where, what is right. */
public final class AvatarFormatException extends IOException {
  private static final long serialVersionUID = 1;

  private final String sentence;

  public AvatarFormatException(String sentence) {
    super(sentence);
    this.sentence = sentence;
  }

  @Override
  public String getMessage() {
    return sentence;
  }
}
