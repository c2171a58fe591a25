package io.visavis.avatar.builtin.morph;

import io.visavis.avatar.builtin.form.EyeShape;
import io.visavis.avatar.builtin.form.MouthShape;
import io.visavis.avatar.builtin.form.Vec;
import io.visavis.avatar.builtin.topology.Node;
import io.visavis.avatar.motion.ArkitChannel;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The 52 ARKit coefficients as displacements of the neutral mesh. The face at rest is the neutral
 * one with a slight smile.
 */
public final class ArkitMorphs {
  private static final double REST_SMILE = .13;

  private final List<FacePoint> points = new ArrayList<>();
  private final Field rest;
  private final Map<ArkitChannel, Field> fields = new EnumMap<>(ArkitChannel.class);

  public ArkitMorphs(List<Node> nodes, EyeShape eye, MouthShape mouth) {
    for (Node node : nodes) {
      points.add(new FacePoint(node, mouth));
    }
    LidFields lids = new LidFields(eye);
    Field smile = LipFields.smile(lids.squint());
    rest = smile.times(REST_SMILE);
    eyes(lids);
    brows(lids);
    jaw();
    mouth(new RoundLips(mouth, nodes), smile);
  }

  private void put(ArkitChannel channel, Field field) {
    fields.put(channel, field);
  }

  private void pair(ArkitChannel left, ArkitChannel right, Field field) {
    fields.put(left, field.on(1));
    fields.put(right, field.on(-1));
  }

  private void eyes(LidFields lids) {
    // The lids of the resting face squint a little already: a blink ends where they meet.
    Field blink = lids.blink().plus(lids.squint().times(-.4 * REST_SMILE));
    pair(ArkitChannel.EYE_BLINK_LEFT, ArkitChannel.EYE_BLINK_RIGHT, blink);
    pair(ArkitChannel.EYE_SQUINT_LEFT, ArkitChannel.EYE_SQUINT_RIGHT, lids.squint());
    pair(ArkitChannel.EYE_WIDE_LEFT, ArkitChannel.EYE_WIDE_RIGHT, lids.wide());
    pair(ArkitChannel.EYE_LOOK_DOWN_LEFT, ArkitChannel.EYE_LOOK_DOWN_RIGHT, lids.lookDown());
    Field up = lids.wide().times(.8).plus(lids.lookDown().times(-.25));
    pair(ArkitChannel.EYE_LOOK_UP_LEFT, ArkitChannel.EYE_LOOK_UP_RIGHT, up);
    put(ArkitChannel.EYE_LOOK_IN_LEFT, lids.lookAside(-1).on(1));
    put(ArkitChannel.EYE_LOOK_OUT_LEFT, lids.lookAside(1).on(1));
    put(ArkitChannel.EYE_LOOK_IN_RIGHT, lids.lookAside(1).on(-1));
    put(ArkitChannel.EYE_LOOK_OUT_RIGHT, lids.lookAside(-1).on(-1));
  }

  private void brows(LidFields lids) {
    put(ArkitChannel.BROW_INNER_UP, BrowFields.innerUp());
    pair(ArkitChannel.BROW_OUTER_UP_LEFT, ArkitChannel.BROW_OUTER_UP_RIGHT, BrowFields.outerUp());
    pair(ArkitChannel.BROW_DOWN_LEFT, ArkitChannel.BROW_DOWN_RIGHT, BrowFields.down());
    pair(
        ArkitChannel.CHEEK_SQUINT_LEFT,
        ArkitChannel.CHEEK_SQUINT_RIGHT,
        BrowFields.cheekSquint(lids.squint()));
    pair(ArkitChannel.NOSE_SNEER_LEFT, ArkitChannel.NOSE_SNEER_RIGHT, BrowFields.sneer());
  }

  private void jaw() {
    put(ArkitChannel.JAW_OPEN, JawFields.open());
    put(ArkitChannel.MOUTH_CLOSE, JawFields.close());
    put(ArkitChannel.JAW_FORWARD, JawFields.forward());
    put(ArkitChannel.JAW_LEFT, JawFields.aside(1));
    put(ArkitChannel.JAW_RIGHT, JawFields.aside(-1));
    put(ArkitChannel.TONGUE_OUT, JawFields.tongueOut());
  }

  private void mouth(RoundLips round, Field smile) {
    put(
        ArkitChannel.MOUTH_PUCKER,
        round.field(new RoundLips.Shape(.078, -.004, .020, .128, .074, .098, .105, .42), rest));
    put(
        ArkitChannel.MOUTH_FUNNEL,
        round.field(new RoundLips.Shape(.112, .040, .056, .172, .112, .138, .085, .25), rest));
    put(ArkitChannel.MOUTH_LEFT, LipFields.aside(1));
    put(ArkitChannel.MOUTH_RIGHT, LipFields.aside(-1));
    pair(ArkitChannel.MOUTH_SMILE_LEFT, ArkitChannel.MOUTH_SMILE_RIGHT, smile);
    pair(ArkitChannel.MOUTH_FROWN_LEFT, ArkitChannel.MOUTH_FROWN_RIGHT, LipFields.frown());
    pair(ArkitChannel.MOUTH_DIMPLE_LEFT, ArkitChannel.MOUTH_DIMPLE_RIGHT, LipFields.dimple());
    pair(ArkitChannel.MOUTH_STRETCH_LEFT, ArkitChannel.MOUTH_STRETCH_RIGHT, LipFields.stretch());
    pair(ArkitChannel.MOUTH_PRESS_LEFT, ArkitChannel.MOUTH_PRESS_RIGHT, LipFields.press());
    pair(ArkitChannel.MOUTH_UPPER_UP_LEFT, ArkitChannel.MOUTH_UPPER_UP_RIGHT, LipFields.upperUp());
    pair(
        ArkitChannel.MOUTH_LOWER_DOWN_LEFT,
        ArkitChannel.MOUTH_LOWER_DOWN_RIGHT,
        LipFields.lowerDown());
    put(ArkitChannel.MOUTH_ROLL_LOWER, LipFields.rollLower());
    put(ArkitChannel.MOUTH_ROLL_UPPER, LipFields.rollUpper());
    put(ArkitChannel.MOUTH_SHRUG_LOWER, LipFields.shrugLower());
    put(ArkitChannel.MOUTH_SHRUG_UPPER, LipFields.shrugUpper());
    put(ArkitChannel.CHEEK_PUFF, LipFields.puff());
  }

  /** The mesh at rest. */
  public Vec[] rest() {
    return points.stream().map(p -> p.node().position().plus(rest.at(p))).toArray(Vec[]::new);
  }

  /** Displacement of every vertex at weight 1, in units of 10 cm. */
  public Vec[] displacement(ArkitChannel channel) {
    Field field = fields.get(channel);
    if (field == null) {
      throw new IllegalArgumentException(channel.channelName() + " is no coefficient of a face.");
    }
    return IntStream.range(0, points.size())
        .parallel()
        .mapToObj(i -> field.at(points.get(i)))
        .toArray(Vec[]::new);
  }
}
