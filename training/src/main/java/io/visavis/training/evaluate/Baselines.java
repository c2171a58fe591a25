package io.visavis.training.evaluate;

import io.visavis.training.conversation.Conversation;
import io.visavis.training.conversation.Side;
import java.util.List;
import java.util.function.BiFunction;

/** What a model is measured against. */
final class Baselines {
  private record Named(String name, BiFunction<Conversation, Integer, float[][]> face)
      implements Mover {
    @Override
    public float[][] move(Conversation conversation, int who) {
      return face.apply(conversation, who);
    }
  }

  private Baselines() {}

  /** Another draw of the truth: no model can be nearer to it by more than luck. */
  static Mover floor() {
    return new Named("floor: the truth again", (c, who) -> c.sides().get(who).again());
  }

  /** The rules for an average person: the floor of who does not know the person. */
  static Mover anybody() {
    return new Named("anybody: an average person", (c, who) -> c.sides().get(who).anybody());
  }

  /** The rules without a partner: neither nods nor smiles in answer. */
  static Mover alone() {
    return new Named("alone: as if nobody were there", (c, who) -> c.sides().get(who).alone());
  }

  /** The mean of all faces, at every frame. */
  static Mover mean(List<Conversation> from) {
    MeanFace mean =
        MeanFace.of(from.stream().flatMap(c -> c.sides().stream()).map(Side::face).toList());
    return new Named("mean face", (c, who) -> mean.hold(c.frames()));
  }

  /** A true face, of another conversation. */
  static Mover another(List<Conversation> all) {
    return new Named(
        "another's face",
        (c, who) -> all.get((all.indexOf(c) + 1) % all.size()).sides().get(who).face());
  }
}
