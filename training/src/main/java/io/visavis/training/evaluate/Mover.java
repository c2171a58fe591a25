package io.visavis.training.evaluate;

import io.visavis.training.conversation.Conversation;

/** Something that moves one face of a conversation: a model, a baseline, or the truth itself. */
interface Mover {
  /** The name in tables. */
  String name();

  /**
   * The face of one side.
   *
   * @param who 0 or 1
   * @return [frames][55]
   */
  float[][] move(Conversation conversation, int who);
}
