package io.visavis.training.conversation;

import io.visavis.avatar.motion.MotionSpace;
import io.visavis.inference.EmotionName;
import io.visavis.inference.Kin;
import io.visavis.inference.Relation;
import io.visavis.inference.Status;
import io.visavis.inference.behaviour.Draws;
import io.visavis.training.speech.SincResampler;
import io.visavis.training.speech.Utterance;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Two people talk. Everything follows from split, number and length: the same conversation every
 * time.
 *
 * @param name such as {@code test-0007}
 * @param sides the two
 */
public record Conversation(String name, List<Side> sides) {
  private static final double LEVEL = 0.08;
  private static final int FADE = Utterance.RATE / 100;

  /**
   * Conversation number {@code index} of a split.
   *
   * @param seconds how long
   */
  public static Conversation make(Repertoire repertoire, Split split, int index, double seconds) {
    return make(repertoire, split, index, seconds, null);
  }

  /**
   * The same people, words and feelings, had the first one stood so to the second.
   *
   * @param instead null for how they do stand
   */
  public static Conversation make(
      Repertoire repertoire, Split split, int index, double seconds, @Nullable Relation instead) {
    long seed = seed(split, index);
    Draws draws = new Draws(seed, "people");
    List<Person> two = Person.two(Person.of(split), draws);
    Relation drawn = draw(draws);
    Relation relation = instead == null ? drawn : instead;
    return make(repertoire, name(split, index), seed, two, relation, seconds);
  }

  /**
   * As number {@code index} of {@link Split#TRAIN}, between two who only sound like those people.
   *
   * @param seconds how long
   */
  public static Conversation ofStrangers(Repertoire repertoire, int index, double seconds) {
    long seed = seed(Split.TRAIN, index);
    Draws draws = new Draws(seed, "strangers");
    List<Person> two =
        Person.two(Person.of(Split.TRAIN), draws).stream().map(p -> p.stranger(draws)).toList();
    String name = name(Split.TRAIN, index);
    return make(repertoire, name, seed, two, draw(draws), seconds);
  }

  private static long seed(Split split, int index) {
    return 1_000_003L * (split.ordinal() + 1) + index;
  }

  private static String name(Split split, int index) {
    return "%s-%04d".formatted(split.id(), index);
  }

  private static Conversation make(
      Repertoire repertoire,
      String name,
      long seed,
      List<Person> people,
      Relation relation,
      double seconds) {
    List<Relation> relations = List.of(relation, relation.reversed());
    int samples = (int) (seconds * Utterance.RATE);
    int frames = (int) ((25L * samples + Utterance.RATE - 1) / Utterance.RATE);
    List<List<Act>> acts = TurnTaking.of(people, repertoire, seconds, seed);
    List<Talk> talks = acts.stream().map(side -> Talk.of(side, frames)).toList();
    List<float[][]> feelings =
        List.of(Feelings.of(frames, 2 * seed), Feelings.of(frames, 2 * seed + 1));
    List<Face> rules = new ArrayList<>();
    for (int who = 0; who < 2; who++) {
      rules.add(
          new Face(
              people.get(who).style(),
              relations.get(who),
              talks.get(who),
              talks.get(1 - who),
              feelings.get(who),
              feelings.get(1 - who),
              8 * seed + who));
    }
    float[][][] faces = faces(rules, frames);
    List<Side> sides = new ArrayList<>();
    for (int who = 0; who < 2; who++) {
      Style style = people.get(who).style();
      Relation stands = relations.get(who);
      Talk self = talks.get(who);
      Talk partner = talks.get(1 - who);
      float[][] own = feelings.get(who);
      float[][] others = feelings.get(1 - who);
      long other = 8 * seed + 2 + who;
      Face again = new Face(style, stands, self, partner, own, others, other);
      Face anybody = new Face(Style.average(), stands, self, partner, own, others, other + 2);
      Face alone =
          new Face(
              style,
              stands,
              self,
              Talk.none(frames),
              own,
              new float[frames][EmotionName.COUNT],
              other + 4);
      float[][] lonely = all(alone, still(frames));
      sides.add(
          new Side(
              people.get(who),
              stands,
              voice(acts.get(who), samples),
              faces[who],
              rules.get(who).made(),
              all(again, faces[1 - who]),
              all(anybody, faces[1 - who]),
              lonely,
              alone.made(),
              Tracker.of(faces[who], 2 * seed + who),
              own,
              self.cues(),
              rules.get(who).nods(),
              self.turns()));
    }
    return new Conversation(name, sides);
  }

  /** Both at a time, frame by frame: each sees what the other did before. */
  private static float[][][] faces(List<Face> rules, int frames) {
    float[][][] faces = new float[2][frames][];
    for (int n = 0; n < frames; n++) {
      for (int who = 0; who < 2; who++) {
        faces[who][n] = rules.get(who).frame(n, faces[1 - who]);
      }
    }
    return faces;
  }

  /** All frames of a face to a partner whose face is known. */
  private static float[][] all(Face rules, float[][] partner) {
    float[][] face = new float[partner.length][];
    for (int n = 0; n < face.length; n++) {
      face[n] = rules.frame(n, partner);
    }
    return face;
  }

  private static float[][] still(int frames) {
    float[][] face = new float[frames][];
    java.util.Arrays.fill(face, new float[MotionSpace.ARKIT.size()]);
    return face;
  }

  private static Relation draw(Draws draws) {
    Kin[] kins = Kin.values();
    Status[] statuses = Status.values();
    return new Relation(
        kins[(int) (draws.uniform() * kins.length)],
        statuses[(int) (draws.uniform() * statuses.length)]);
  }

  private static float[] voice(List<Act> acts, int samples) {
    float[] out = new float[samples];
    for (Act act : acts) {
      float[] said = SincResampler.resample(act.spoken().utterance().samples(), 1 / act.speed());
      double power = 1e-9;
      for (float v : said) {
        power += v * v / (double) said.length;
      }
      float gain = (float) (LEVEL / Math.sqrt(power));
      int at = (int) Math.round(act.begin() * Utterance.RATE);
      for (int i = 0; i < said.length; i++) {
        if (at + i >= 0 && at + i < samples) {
          float edge = Math.min(1f, Math.min(i + 1, said.length - i) / (float) FADE);
          out[at + i] = Math.clamp(out[at + i] + gain * edge * said[i], -0.98f, 0.98f);
        }
      }
    }
    return out;
  }

  /** Motion frames. */
  public int frames() {
    return sides.getFirst().face().length;
  }

  /** Its length. */
  public double seconds() {
    return frames() / (double) MotionSpace.FPS;
  }
}
