package io.visavis.training.conversation;

import io.visavis.inference.behaviour.Draws;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Who says what when. Turns of one to three sentences; from one to the next some 200 ms on average,
 * often less than none (Stivers et al. 2009: an overlap); now and then a silence of seconds, or
 * laughter of both. Who listens answers at cues, some 700 ms later (Ward and Tsukahara 2000).
 */
final class TurnTaking {
  private static final double GAP = 0.2;
  private static final double GAP_SPREAD = 0.28;
  private static final double LAPSE_CHANCE = 0.06;
  private static final double LAUGH_CHANCE = 0.06;
  private static final double STAY_CHANCE = 0.12;
  private static final double BREATH = 0.1;

  /** Of the cues that are nodded at, the part that is answered aloud. */
  private static final double ALOUD = 0.35;

  private final List<Person> people;
  private final Repertoire repertoire;
  private final Draws draws;
  private final List<List<Act>> acts = List.of(new ArrayList<>(), new ArrayList<>());

  /** Seconds until which each is uttering something: nobody says two things at a time. */
  private final double[] busy = new double[2];

  private TurnTaking(List<Person> people, Repertoire repertoire, long seed) {
    this.people = people;
    this.repertoire = repertoire;
    this.draws = new Draws(seed, "turns");
  }

  /** The acts of both, each in order of time; the last may reach beyond the end. */
  static List<List<Act>> of(List<Person> people, Repertoire repertoire, double seconds, long seed) {
    TurnTaking turns = new TurnTaking(people, repertoire, seed);
    turns.talk(seconds);
    turns.acts.forEach(side -> side.sort(Comparator.comparingDouble(Act::begin)));
    return turns.acts;
  }

  private void talk(double seconds) {
    double t = draws.uniform(0.3, 1.2);
    int who = draws.uniform() < 0.5 ? 0 : 1;
    while (t < seconds) {
      t = turn(who, t);
      if (draws.uniform() < LAUGH_CHANCE) {
        add(who, Act.Kind.LAUGH, t + 0.1);
        t = add(1 - who, Act.Kind.LAUGH, t + draws.uniform(0.15, 0.4)).end();
      }
      t +=
          draws.uniform() < LAPSE_CHANCE
              ? draws.uniform(2, 5)
              : Math.clamp(GAP + GAP_SPREAD * draws.normal(), -0.6, 1.2);
      who = draws.uniform() < STAY_CHANCE ? who : 1 - who;
    }
  }

  /** A turn of one; returns when it ends. */
  private double turn(int who, double begin) {
    double u = draws.uniform();
    int sentences = u < 0.45 ? 1 : u < 0.8 ? 2 : 3;
    double t = Math.max(begin, 0);
    double end = t;
    double answered = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < sentences; k++) {
      Act said = add(who, Act.Kind.SPEECH, t);
      end = said.end();
      for (double cue : Cues.of(said)) {
        double at = cue + people.get(1 - who).style().of(Trait.ANSWER_SECONDS);
        boolean inTurn = k + 1 < sentences || at < end - 0.3;
        double chance = ALOUD * people.get(1 - who).style().of(Trait.NOD_CHANCE);
        if (draws.uniform() < chance && inTurn && at > Math.max(answered + 1, busy[1 - who])) {
          answered = add(1 - who, Act.Kind.ANSWER, at).end();
        }
      }
      t = end + Math.clamp(draws.logNormal(0.4, 0.4), 0.15, 1.2);
    }
    return end;
  }

  private Act add(int who, Act.Kind kind, double begin) {
    Person person = people.get(who);
    double free = Math.max(begin, busy[who] + BREATH);
    Act act = Act.at(free, kind, repertoire.draw(person.voice(), kind, draws), person.timbre());
    acts.get(who).add(act);
    busy[who] = act.end();
    return act;
  }
}
