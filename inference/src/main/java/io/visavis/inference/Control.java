package io.visavis.inference;

/** A change to how a portrayal moves. */
public sealed interface Control {
  /** From now on they stand so to each other; eased. */
  record SetRelation(Relation relation) implements Control {}

  /** From now on self feels that; eased. */
  record SetEmotion(Emotion emotion) implements Control {}

  /** From now on self moves like that person, of those that the model's card names; eased. */
  record SetIdentity(String name) implements Control {}

  /**
   * The voice of self was cut off: the mouth of an arkit face shuts within two frames, and is the
   * model's again as soon as that has fallen silent.
   */
  record Hush() implements Control {}
}
