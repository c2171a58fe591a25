package io.visavis.training.conversation;

import static io.visavis.avatar.motion.ArkitChannel.*;

import io.visavis.avatar.motion.MotionSpace;
import java.util.List;

/** The face of laughter: a broad smile, narrowed eyes, the head thrown back a little, shaking. */
final class LaughRule implements Rule {
  private static final double HERTZ = 4.6;

  private final List<Act> laughs;

  LaughRule(Talk talk) {
    this.laughs = talk.acts().stream().filter(a -> a.kind() == Act.Kind.LAUGH).toList();
  }

  @Override
  public void add(int n, float[][] partner, float[] face) {
    double t = n / (double) MotionSpace.FPS;
    for (int k = 0; k < laughs.size(); k++) {
      Act act = laughs.get(k);
      double force = Faces.bump(t - act.begin() + 0.2, act.end() - act.begin() + 1.2, 0.4);
      if (force > 0) {
        Faces.soften(face, 0.75 * force, MOUTH_SMILE_LEFT, MOUTH_SMILE_RIGHT);
        Faces.soften(face, 0.6 * force, CHEEK_SQUINT_LEFT, CHEEK_SQUINT_RIGHT);
        Faces.soften(face, 0.4 * force, EYE_SQUINT_LEFT, EYE_SQUINT_RIGHT);
        double shake = 0.018 * Math.sin(2 * Math.PI * HERTZ * (t - act.begin()));
        Faces.add(face, HEAD_PITCH, force * (0.06 + shake));
      }
    }
  }
}
