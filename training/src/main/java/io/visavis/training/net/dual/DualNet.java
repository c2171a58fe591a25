package io.visavis.training.net.dual;

import io.visavis.avatar.motion.MotionSpace;
import io.visavis.inference.EmotionName;
import io.visavis.training.net.MotionNet;
import io.visavis.training.net.Ops;
import org.jspecify.annotations.Nullable;

/**
 * The dual-speaker motion network: self's face from both voices, the partner's face, how the two
 * stand to each other, emotion, identity and a seeded latent; one network speaks, listens and
 * idles.
 *
 * <pre>
 * both voices, partner's face   {@link Perception}, fixed: the lips' network, held motion, slow state
 * partner   Z_A, M_A            {@link JointEncoder}
 *           [Z_A; T]            {@link CrossModalEnhancer}: voice asks face, context over time
 * both      f'                  {@link Interaction#encode}: a transformer layer
 *           f''                 {@link Interaction#align}: aligned to self's voice
 * relation  s, z                {@link SocialModule}: orthogonal embeddings, s asks f'
 * person    c                   {@link Conditioning}: identity, emotion, slow state
 * face      [f''; Z_B; z; c]    {@link MotionDecoder}, {@link ArkitFace}, with {@link Latent}
 * </pre>
 *
 * Causal: nothing reaches further ahead than the lips' network does.
 *
 * @param voice the lips' network
 * @param space of the partner's face and of the one that it makes
 * @param people identities that it knows, 0 for none
 * @param variant what it does without
 */
public record DualNet(MotionNet voice, MotionSpace space, int people, Variant variant) {
  /** Channels of what is understood. */
  public static final int UNDERSTOOD = MotionDecoder.SIZE;

  private static final int KNOWN = 2 * Interaction.SIZE + JointEncoder.SIZE + Conditioning.SIZE;

  /**
   * What is told.
   *
   * @param relation [B, n, 3]
   * @param emotion [B, n, 8]
   * @param identity [B, n, people]; null where it knows nobody
   */
  public record Told<T>(T relation, T emotion, @Nullable T identity) {}

  /**
   * What is understood before chance comes in.
   *
   * @param known what the decoder begins with
   * @param person who it is now: identity, emotion, relation, what is remembered
   * @param words Z_B: what self says, whoever says it
   */
  public record Understood<T>(T known, T person, T words) {}

  /** What is said, without who says it: [B, n, channels]. */
  public static <T> T words(Ops<T> o, T heard) {
    return JointEncoder.voice(o, heard);
  }

  /** From what is perceived and told. */
  public <T> Understood<T> understand(Ops<T> o, Senses<T> senses, Told<T> told) {
    T self = JointEncoder.voice(o, had(o, senses.self(), Sense.SELF_VOICE));
    T other =
        o.add(
            JointEncoder.voice(o, had(o, senses.partner(), Sense.PARTNER_VOICE)),
            JointEncoder.melody(o, had(o, senses.melody(), Sense.PARTNER_VOICE)));
    T seen = JointEncoder.motion(o, had(o, senses.seen(), Sense.PARTNER_MOTION), space);
    T partner = CrossModalEnhancer.of(o, other, seen);
    T encoded = Interaction.encode(o, partner, self);
    T social = SocialModule.feature(o, had(o, told.relation(), Sense.RELATION));
    T fused = SocialModule.fuse(o, social, encoded);
    T aligned = Interaction.align(o, encoded, self);
    T identity = told.identity();
    T person =
        Conditioning.of(
            o,
            social,
            had(o, told.emotion(), Sense.EMOTION),
            identity == null ? null : had(o, identity, Sense.IDENTITY),
            people,
            had(o, senses.past(), Sense.LONG_STATE),
            Senses.past(space));
    T known = o.concat(o.concat(aligned, fused), o.concat(self, person));
    return new Understood<>(MotionDecoder.begin(o, known, KNOWN), person, self);
  }

  /**
   * Frames of the space.
   *
   * @param drawn of {@link Latent}
   * @param lead goes before in an arkit face; a flame face, whose expressions are not a voice's and
   *     a feeling's apart, is made of what is known
   */
  public <T> T face(Ops<T> o, Understood<T> understood, Latent.Drawn<T> drawn, Lead<T> lead) {
    T decoded = MotionDecoder.decode(o, understood.known(), drawn.chance());
    return switch (space) {
      case ARKIT -> ArkitFace.of(o, understood, decoded, drawn.moving(), lead);
      case FLAME -> FlameFace.of(o, understood, decoded, drawn.moving());
    };
  }

  /**
   * What self's voice says of the face by itself.
   *
   * @param lips of {@link Senses}
   * @param closes of {@link Senses}
   * @param quiet of {@link Senses}
   * @param rests [1] how far the jaw is the voice's alone, whatever chance would have
   */
  public record Lead<T>(T lips, T closes, T quiet, T rests) {}

  /** What self's voice says of the face by itself. */
  public <T> Lead<T> lead(Ops<T> o, Senses<T> senses, Told<T> told) {
    return new Lead<>(
        had(o, senses.lips(), Sense.SELF_VOICE),
        had(o, senses.closes(), Sense.SELF_VOICE),
        had(o, senses.quiet(), Sense.SELF_VOICE),
        rests(o, told));
  }

  /** 1 without a fright: nothing else opens a jaw that the voice does not. */
  private <T> T rests(Ops<T> o, Told<T> told) {
    T emotion = had(o, told.emotion(), Sense.EMOTION);
    T fear = emotion(o, emotion, EmotionName.FEAR);
    T startled = o.atMost(o.add(fear, emotion(o, emotion, EmotionName.SURPRISED)), 1);
    return o.affine(startled, -1, 1);
  }

  /** Its intensity; neutral is the first of all. */
  private static <T> T emotion(Ops<T> o, T emotion, EmotionName name) {
    return o.part(emotion, name.ordinal() + 1, name.ordinal() + 2);
  }

  /** What a variant does without is 0. */
  private <T> T had(Ops<T> o, T x, Sense sense) {
    return variant.has(sense) ? x : o.affine(x, 0, 0);
  }
}
