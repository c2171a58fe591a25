package io.visavis.training.evaluate;

import io.visavis.inference.Control;
import io.visavis.inference.Emotion;
import io.visavis.inference.MotionBatch;
import io.visavis.inference.MotionStream;
import io.visavis.inference.audio.Resampler;
import io.visavis.inference.model.MotionModel;
import io.visavis.inference.model.Role;
import io.visavis.training.conversation.Conversation;
import io.visavis.training.conversation.Side;
import io.visavis.training.speech.Utterance;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/**
 * A model as the server runs it: both voices at 48 kHz, the partner's tracked face, relation and
 * emotion as controls, one frame a step. The voice activity of the server decides who speaks.
 */
final class LiveMover implements Mover {
  private static final int RATE = 48_000;
  private static final int SAMPLES_A_FRAME = RATE / 25;

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
    float[] own = Resampler.resample(self.voice(), Utterance.RATE, RATE);
    float[] other = Resampler.resample(partner.voice(), Utterance.RATE, RATE);
    // Each face another draw of chance, as truths are.
    MotionStream stream = new MotionStream(model, 2L * conversation.name().hashCode() + who);
    boolean sees = model.card().hears(Role.PARTNER_MOTION);
    stream.control(new Control.SetRelation(self.relation()), 0);
    float[][] out = new float[conversation.frames()][];
    if (knows(self.person().name())) {
      stream.control(new Control.SetIdentity(self.person().name()), 0);
    }
    int given = 0;
    float[] felt = {};
    try (MotionBatch batch = new MotionBatch(model, 1)) {
      for (int n = 0; n < out.length; n++) {
        if (!Arrays.equals(felt, feelings.apply(n))) {
          felt = feelings.apply(n);
          stream.control(new Control.SetEmotion(new Emotion(felt)), (long) n * SAMPLES_A_FRAME);
        }
        if (sees) {
          stream.partnerMotion(
              n / 25.0, partner.tracked().values()[n], partner.tracked().seen()[n]);
        }
        while (!stream.ready()) {
          stream.self(piece(own, given), 0, SAMPLES_A_FRAME);
          stream.partner(piece(other, given), 0, SAMPLES_A_FRAME);
          given += SAMPLES_A_FRAME;
        }
        batch.step(List.of(stream));
        out[n] = stream.motion().clone();
      }
      batch.release(stream);
    }
    return out;
  }

  private boolean knows(String person) {
    return model.card().input(Role.IDENTITY).map(i -> i.names().contains(person)).orElse(false);
  }

  /** The next samples; silence after the end. */
  private static float[] piece(float[] voice, int at) {
    float[] piece = new float[SAMPLES_A_FRAME];
    int length = Math.min(SAMPLES_A_FRAME, voice.length - at);
    if (length > 0) {
      System.arraycopy(voice, at, piece, 0, length);
    }
    return piece;
  }
}
