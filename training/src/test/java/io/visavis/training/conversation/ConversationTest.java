package io.visavis.training.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import io.visavis.avatar.motion.ArkitChannel;
import io.visavis.inference.Emotion;
import io.visavis.inference.Status;
import io.visavis.training.metric.HeadMotion;
import io.visavis.training.speech.Voice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ConversationTest {
  private static final double SECONDS = 60;
  private final Repertoire repertoire = TestSpeech.repertoire(Split.TRAIN);

  @Test
  void shouldBeTheSameEveryTimeAndAnotherUnderAnotherNumber() {
    Conversation one = make(3);
    Conversation same = make(3);
    Conversation other = make(4);
    assertThat(one.sides().get(0).voice()).isEqualTo(same.sides().get(0).voice());
    assertThat(one.sides().get(1).face()).isDeepEqualTo(same.sides().get(1).face());
    assertThat(one.sides().get(0).voice()).isNotEqualTo(other.sides().get(0).voice());
  }

  @Test
  void shouldLastAsLongAsAskedAndHaveFacesInRange() {
    Conversation c = make(1);
    assertThat(c.frames()).isEqualTo(1500);
    for (Side side : c.sides()) {
      assertThat(side.voice()).hasSize(960_000);
      assertThat(side.tracked().values()).hasDimensions(1500, 55);
      for (float[] frame : side.face()) {
        for (int i = 0; i < ArkitChannel.COEFFICIENTS; i++) {
          assertThat(frame[i]).isBetween(0f, 1f);
        }
        for (int i = ArkitChannel.COEFFICIENTS; i < frame.length; i++) {
          assertThat(Math.abs(frame[i])).isLessThan(0.8f);
        }
      }
    }
  }

  /** Chance is in nods, smiles and head motion; lips are those of the words. */
  @Test
  void shouldHaveASecondTruthWithTheSameLips() {
    Side side = make(2).sides().getFirst();
    int jaw = ArkitChannel.JAW_OPEN.ordinal();
    int pitch = ArkitChannel.HEAD_PITCH.ordinal();
    double lips = 0;
    double head = 0;
    for (int n = 0; n < side.face().length; n++) {
      lips = Math.max(lips, Math.abs(side.face()[n][jaw] - side.again()[n][jaw]));
      head = Math.max(head, Math.abs(side.face()[n][pitch] - side.again()[n][pitch]));
    }
    assertThat(lips).isZero();
    assertThat(head).isGreaterThan(0.02);
  }

  @Test
  void shouldTalkInTurnsAndStandToEachOtherAsTheOtherSeesIt() {
    int turns = 0;
    int both = 0;
    int neither = 0;
    int frames = 0;
    Set<Status> seen = EnumSet.noneOf(Status.class);
    for (int k = 0; k < 12; k++) {
      Conversation c = make(k);
      Side a = c.sides().get(0);
      Side b = c.sides().get(1);
      seen.add(a.relation().status());
      assertThat(b.relation()).isEqualTo(a.relation().reversed());
      for (int n = 1; n < c.frames(); n++) {
        turns += a.turns()[n] && !a.turns()[n - 1] ? 1 : 0;
        both += a.turns()[n] && b.turns()[n] ? 1 : 0;
        neither += a.turns()[n] || b.turns()[n] ? 0 : 1;
        frames++;
      }
    }
    assertThat(seen).hasSize(Status.values().length);
    assertThat(turns).isGreaterThan(12 * 4);
    assertThat(both).isLessThan(frames / 10);
    assertThat(neither).isBetween(frames / 50, frames / 3);
  }

  @Test
  void shouldLetStrangersSoundLikePeopleAndBeLikeNoneOfThem() {
    Set<Double> smiles = new HashSet<>();
    for (int k = 0; k < 4; k++) {
      for (Side side : Conversation.ofStrangers(repertoire, k, 15).sides()) {
        Person person = side.person();
        assertThat(Person.of(Split.TRAIN)).extracting(Person::voice).contains(person.voice());
        assertThat(Person.of(Split.TRAIN)).extracting(Person::name).doesNotContain(person.name());
        for (Trait trait : Trait.values()) {
          assertThat(person.style().of(trait)).isBetween(trait.low(), trait.high());
        }
        smiles.add(person.style().of(Trait.SMILE));
      }
    }
    assertThat(smiles).hasSize(8);
  }

  @Test
  void shouldNotLetAnybodySayTwoThingsAtATime() {
    for (int k = 0; k < 40; k++) {
      List<Person> people = Person.of(Split.TRAIN).subList(k % 9, k % 9 + 2);
      for (List<Act> side : TurnTaking.of(people, repertoire, SECONDS, k)) {
        for (int i = 1; i < side.size(); i++) {
          assertThat(side.get(i).starts()).isGreaterThan(side.get(i - 1).end());
        }
      }
    }
  }

  @Test
  void shouldInviteAndNodOnlyWhileTheConversationLasts() {
    for (int k = 0; k < 12; k++) {
      for (Side side : make(k).sides()) {
        assertThat(side.cues()).allMatch(t -> t >= 0 && t < SECONDS);
        assertThat(side.nods()).allMatch(t -> t >= 0 && t < SECONDS);
      }
    }
  }

  /** Alone, a face is as lively as with anybody, and does not answer. */
  @Test
  void shouldMoveAsMuchAloneAndAsThisPersonDoesForAnybody() {
    double together = 0;
    double alone = 0;
    double anybody = 0;
    double smile = 0;
    double smileAlone = 0;
    for (int k = 0; k < 8; k++) {
      for (Side side : make(k).sides()) {
        together += HeadMotion.of(side.face()).change();
        alone += HeadMotion.of(side.alone()).change();
        anybody += HeadMotion.of(side.anybody()).change();
        for (int n = 0; n < side.face().length; n++) {
          smile += Faces.smile(side.face()[n]);
          smileAlone += Faces.smile(side.alone()[n]);
        }
      }
    }
    assertThat(alone / together).isBetween(0.7, 1.1);
    assertThat(anybody / together).isBetween(0.9, 1.1);
    assertThat(smileAlone / smile).isBetween(0.5, 1.0);
  }

  /** The lower of two nods more than the higher, on the same cues. */
  @Test
  void shouldNodAtCuesAndTheLowerMore() {
    double[] nods = new double[Status.values().length];
    double[] cues = new double[nods.length];
    int followed = 0;
    int all = 0;
    for (int k = 0; k < 24; k++) {
      Conversation c = make(k);
      for (int who = 0; who < 2; who++) {
        Side self = c.sides().get(who);
        List<Double> invited = c.sides().get(1 - who).cues();
        nods[self.relation().status().ordinal()] += self.nods().size();
        cues[self.relation().status().ordinal()] += invited.size();
        for (double nod : self.nods()) {
          all++;
          followed += invited.stream().anyMatch(cue -> nod > cue + 0.3 && nod < cue + 1.2) ? 1 : 0;
        }
      }
    }
    assertThat(all).isGreaterThan(100);
    assertThat(followed).isEqualTo(all);
    int lower = Status.SELF_LOWER.ordinal();
    int higher = Status.SELF_HIGHER.ordinal();
    assertThat(nods[lower] / cues[lower]).isGreaterThan(1.4 * nods[higher] / cues[higher]);
  }

  @Test
  void shouldMoveTheHeadAsPeopleDo() {
    List<HeadMotion> heads = new ArrayList<>();
    for (int k = 0; k < 6; k++) {
      make(k).sides().forEach(side -> heads.add(HeadMotion.of(side.face())));
    }
    assertThat(heads.stream().mapToDouble(HeadMotion::spread).average().orElse(0))
        .isBetween(0.03, 0.12);
    assertThat(heads.stream().mapToDouble(HeadMotion::change).average().orElse(0))
        .isBetween(0.004, 0.011);
    assertThat(heads.stream().mapToDouble(HeadMotion::slow).average().orElse(0))
        .isBetween(0.55, 0.9);
  }

  @Test
  void shouldEaseFeelingsAndKeepThemWithinTheirSum() {
    float[][] feelings = Feelings.of(5000, 1);
    Set<String> felt = new java.util.HashSet<>();
    for (int n = 1; n < feelings.length; n++) {
      float sum = 0;
      for (int e = 0; e < feelings[n].length; e++) {
        sum += feelings[n][e];
        assertThat(Math.abs(feelings[n][e] - feelings[n - 1][e])).isLessThan(0.31f);
      }
      assertThat(sum).isLessThanOrEqualTo(Emotion.MAX + 1e-4f);
      felt.add(Arrays.toString(feelings[n]));
    }
    assertThat(felt).hasSizeGreaterThan(4);
  }

  @Test
  void shouldKeepVoicesAndTraitsOfOthersOutOfDistribution() {
    Set<Voice> known = EnumSet.noneOf(Voice.class);
    for (Person person : Person.of(Split.TRAIN)) {
      known.add(person.voice());
      for (Trait trait : Trait.values()) {
        assertThat(person.style().of(trait)).isBetween(trait.low(), trait.high());
      }
    }
    assertThat(Person.of(Split.TRAIN)).hasSizeGreaterThanOrEqualTo(24);
    assertThat(Person.of(Split.TEST)).hasSameSizeAs(Person.of(Split.TRAIN));
    for (Person person : Person.of(Split.OOD)) {
      assertThat(known).doesNotContain(person.voice());
      for (Trait trait : Trait.values()) {
        double value = person.style().of(trait);
        assertThat(value < trait.low() || value > trait.high()).as(trait + " " + value).isTrue();
      }
    }
  }

  private Conversation make(int index) {
    return Conversation.make(repertoire, Split.TRAIN, index, SECONDS);
  }
}
