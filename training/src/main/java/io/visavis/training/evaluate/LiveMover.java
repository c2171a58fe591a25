package io.visavis.training.evaluate;

import io.visavis.inference.Control;
import io.visavis.inference.Emotion;
import io.visavis.inference.MotionStream;
import io.visavis.inference.model.MotionModel;
import io.visavis.inference.model.Role;
import io.visavis.training.conversation.Conversation;
import io.visavis.training.conversation.Side;
import io.visavis.training.conversation.Tracker;
import java.util.Arrays;
import java.util.function.IntFunction;

/** A model, with relation, emotion and identity as controls. */
final class LiveMover implements Mover {
  private final String name;
  private final MotionModel model;

  LiveMover(String name, MotionModel model) {
    this.name = name;
    this.model = model;
  }

  /** Feels that from beginning to end, whatever the conversation says. */
  static float[][] feeling(MotionModel model, Conversation conversation, int who, Emotion emotion) {
    return new LiveMover("", model).move(conversation, who, n -> emotion.intensities());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public float[][] move(Conversation conversation, int who) {
    return move(conversation, who, n -> conversation.sides().get(who).feelings()[n]);
  }

  private float[][] move(Conversation conversation, int who, IntFunction<float[]> feelings) {
    Side self = conversation.sides().get(who);
    Side partner = conversation.sides().get(1 - who);
    Tracker tracked = partner.tracked();
    LiveRun run = new LiveRun(self.voice(), partner.voice(), tracked.values(), tracked.seen());
    // Each face another draw of chance, as truths are.
    return run.face(
        model,
        2L * conversation.name().hashCode() + who,
        (stream, n) -> {
          if (n == 0) {
            introduce(stream, self);
          }
          if (n == 0 || !Arrays.equals(feelings.apply(n - 1), feelings.apply(n))) {
            Emotion felt = new Emotion(feelings.apply(n));
            stream.control(new Control.SetEmotion(felt), (long) n * LiveRun.SAMPLES);
          }
        });
  }

  private void introduce(MotionStream stream, Side self) {
    stream.control(new Control.SetRelation(self.relation()), 0);
    if (knows(self.person().name())) {
      stream.control(new Control.SetIdentity(self.person().name()), 0);
    }
  }

  private boolean knows(String person) {
    return model.card().input(Role.IDENTITY).map(i -> i.names().contains(person)).orElse(false);
  }
}
