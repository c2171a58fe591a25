package io.visavis.inference.behaviour;

import io.visavis.avatar.motion.ArkitChannel;
import io.visavis.avatar.motion.MotionSpace;
import io.visavis.inference.model.ModelCard.Behaviour;
import java.util.Set;

/**
 * A face's own life, added to an arkit frame after the model: blinks, gaze with lids that follow,
 * breath, idle head motion, nods; without what the model does itself. A pure function of seed,
 * voices and relation up to the frame. One portrayal, frames in order, no allocation.
 */
public final class FaceLife {
  /** Degrees of eye rotation that an eyeLook coefficient of 1 stands for. */
  static final double EYE_RANGE = 30;

  private final boolean blinks;
  private final boolean gazes;
  private final boolean breathes;
  private final boolean moves;
  private final boolean listens;
  private final Turn turn = new Turn();
  private final Blinks blink;
  private final Gaze gaze;
  private final Nods nods;
  private final Sway yaw;
  private final Sway pitch;
  private final Sway roll;
  private final Sway breathPace;
  private double breathPhase;
  private double headYaw;
  private double headPitch;

  /**
   * A face at time zero.
   *
   * @param does what the model does itself
   * @param hearsPartner whether the model hears the partner; one that moves the head without it has
   *     nothing to listen with, so the head is its own while self speaks and ours otherwise
   */
  public FaceLife(long seed, Set<Behaviour> does, boolean hearsPartner) {
    this.blinks = !does.contains(Behaviour.BLINK);
    this.gazes = !does.contains(Behaviour.GAZE);
    this.breathes = !does.contains(Behaviour.BREATH);
    this.moves = !does.contains(Behaviour.HEAD);
    this.listens = moves || !hearsPartner;
    this.blink = new Blinks(seed);
    this.gaze = new Gaze(seed);
    this.nods = new Nods(seed);
    this.yaw = new Sway(seed, "yaw", 0.05, 0.4);
    this.pitch = new Sway(seed, "pitch", 0.06, 0.45);
    this.roll = new Sway(seed, "roll", 0.04, 0.3);
    this.breathPace = new Sway(seed, "breath", 0.02, 0.1);
    this.breathPhase = new Draws(seed, "breath phase").uniform(0, 2 * Math.PI);
  }

  /**
   * Adds life to frame n.
   *
   * @param selfSpeaks speech of self at this frame
   * @param partnerSpeaks speech of the partner at this frame
   * @param direction of the relation: self is higher (1), lower (-1) or neither (0)
   * @param motion [55] changed in place
   */
  public void apply(
      long n, boolean selfSpeaks, boolean partnerSpeaks, double direction, float[] motion) {
    double t = (double) n / MotionSpace.FPS;
    turn.advance(t, selfSpeaks, partnerSpeaks);
    double shift = gaze.advance(t, turn, direction);
    if (shift > 8) {
      blink.hurry(t);
    }
    blink.advance(t, turn);
    nods.advance(t, turn, 1 - 0.4 * direction);
    head(t, motion);
    if (gazes) {
      eyes(t, motion);
    }
    if (blinks) {
      float shut = (float) blink.value(t);
      lid(motion, ArkitChannel.EYE_BLINK_LEFT, shut);
      lid(motion, ArkitChannel.EYE_BLINK_RIGHT, shut);
    }
  }

  private void head(double t, float[] motion) {
    double speaking = turn.speaking();
    // The head follows a fifth of a gaze shift, slowly; the eyes make up for it.
    double followYaw = gazes ? Math.toRadians(gaze.yaw(t)) * 0.2 : 0;
    double followPitch = gazes ? Math.toRadians(gaze.pitch(t)) * 0.2 : 0;
    headYaw += (followYaw - headYaw) * 0.12;
    headPitch += (followPitch - headPitch) * 0.12;
    double share = moves ? 1 : listens ? 1 - speaking : 0;
    double swayYaw = yaw.at(t) * (0.010 + 0.012 * speaking);
    double swayRoll = roll.at(t) * (0.006 + 0.006 * speaking);
    double swayPitch = pitch.at(t) * (0.006 + 0.008 * speaking);
    add(motion, ArkitChannel.HEAD_YAW, share * (headYaw + swayYaw));
    add(motion, ArkitChannel.HEAD_ROLL, share * swayRoll);
    add(motion, ArkitChannel.HEAD_PITCH, share * (headPitch + swayPitch + nods.pitch(t)));
    breathPhase += 2 * Math.PI / MotionSpace.FPS * 0.25 * (1 + 0.12 * breathPace.at(t));
    if (breathes) {
      add(motion, ArkitChannel.HEAD_PITCH, 0.004 * Math.sin(breathPhase));
    }
  }

  private void eyes(double t, float[] motion) {
    // The eyes stay on their target while the head turns.
    double left = gaze.yaw(t) - Math.toDegrees(motion[ArkitChannel.HEAD_YAW.ordinal()]);
    double up = gaze.pitch(t) - Math.toDegrees(motion[ArkitChannel.HEAD_PITCH.ordinal()]);
    float l = (float) Math.clamp(left / EYE_RANGE, -0.8, 0.8);
    float u = (float) Math.clamp(up / EYE_RANGE, -0.6, 0.6);
    set(motion, ArkitChannel.EYE_LOOK_OUT_LEFT, l);
    set(motion, ArkitChannel.EYE_LOOK_IN_LEFT, -l);
    set(motion, ArkitChannel.EYE_LOOK_IN_RIGHT, l);
    set(motion, ArkitChannel.EYE_LOOK_OUT_RIGHT, -l);
    set(motion, ArkitChannel.EYE_LOOK_UP_LEFT, u);
    set(motion, ArkitChannel.EYE_LOOK_UP_RIGHT, u);
    set(motion, ArkitChannel.EYE_LOOK_DOWN_LEFT, -u);
    set(motion, ArkitChannel.EYE_LOOK_DOWN_RIGHT, -u);
    // The lids ride on the eyes: lower as they look down, wider as they look up.
    lid(motion, ArkitChannel.EYE_BLINK_LEFT, Math.max(0, -u) * 0.35f);
    lid(motion, ArkitChannel.EYE_BLINK_RIGHT, Math.max(0, -u) * 0.35f);
    lid(motion, ArkitChannel.EYE_WIDE_LEFT, Math.max(0, u) * 0.3f);
    lid(motion, ArkitChannel.EYE_WIDE_RIGHT, Math.max(0, u) * 0.3f);
  }

  private static void add(float[] motion, ArkitChannel channel, double value) {
    motion[channel.ordinal()] += (float) value;
  }

  private static void set(float[] motion, ArkitChannel channel, float value) {
    motion[channel.ordinal()] = Math.max(0, value);
  }

  /** The more closed, or wider, of what is there and this. */
  private static void lid(float[] motion, ArkitChannel channel, float value) {
    motion[channel.ordinal()] = Math.max(motion[channel.ordinal()], value);
  }
}
