package io.visavis.training.speech;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * espeak-ng's formant voices: many timbres, exact times, but not the sound of a human. Each line
 * gets an accent, a variant, a rate and a pitch of its own.
 */
public final class Espeak implements Synthesizer {
  /**
   * The event of a voiceless stop marks its burst; the lips close over the silence before it, so
   * the onset moves back by this, in seconds.
   */
  private static final double STOP_CLOSURE = 0.042;

  private static final double AFFRICATE_CLOSURE = 0.035;

  private static final List<String> ACCENTS =
      List.of("en-us", "en-us", "en-us", "en-gb-x-rp", "en-gb-scotland", "en-gb", "en-029");

  private static final List<String> VARIANTS =
      List.of(
          "Alex",
          "Alicia",
          "Andrea",
          "Andy",
          "Annie",
          "Denis",
          "Diogo",
          "Gene",
          "Gene2",
          "Henrique",
          "Hugo",
          "Jacky",
          "Lee",
          "Marco",
          "Mario",
          "Michael",
          "Mike",
          "Nguyen",
          "Storm",
          "adam",
          "anika",
          "antonio",
          "aunty",
          "belinda",
          "benjamin",
          "boris",
          "caleb",
          "david",
          "ed",
          "edward",
          "f1",
          "f2",
          "f3",
          "f4",
          "f5",
          "grandma",
          "grandpa",
          "gustave",
          "iven",
          "john",
          "kaukovalta",
          "klatt",
          "klatt2",
          "klatt3",
          "klatt4",
          "linda",
          "m1",
          "m2",
          "m3",
          "m4",
          "m5",
          "m6",
          "m7",
          "m8",
          "marcelo",
          "max",
          "michel",
          "miguel",
          "norbert",
          "pablo",
          "paul",
          "pedro",
          "quincy",
          "rob",
          "robert",
          "sandro",
          "shelby",
          "steph",
          "steph2",
          "steph3",
          "travis",
          "victor",
          "zac");

  private final EspeakLibrary library = new EspeakLibrary();

  @Override
  public List<Utterance> speak(Voice voice, List<Line> lines) {
    List<Utterance> out = new ArrayList<>();
    for (Line line : lines) {
      SplittableRandom random = new SplittableRandom(line.text().hashCode());
      String name = pick(random, ACCENTS) + "+" + pick(random, VARIANTS);
      EspeakLibrary.Speech speech =
          library.speak(
              line.text(),
              name,
              (int) (165 / line.stretch()),
              random.nextInt(20, 86),
              random.nextInt(25, 81));
      if (speech == null || speech.pcm().length < library.rate() / 2) {
        continue;
      }
      float[] x = new float[speech.pcm().length];
      for (int i = 0; i < x.length; i++) {
        x[i] = speech.pcm()[i] / 32768f;
      }
      List<Segment> segments =
          segments(speech.events(), library.rate(), x.length / (double) library.rate());
      out.add(
          Utterance.of(
              voice.id(),
              SincResampler.resample(x, Utterance.RATE / (double) library.rate()),
              segments));
    }
    return out;
  }

  /** Phone times from events; see {@link #STOP_CLOSURE}. */
  static List<Segment> segments(List<EspeakLibrary.Event> events, int rate, double seconds) {
    List<Segment> out = new ArrayList<>();
    if (events.isEmpty() || events.getFirst().sample() > 0) {
      double first = events.isEmpty() ? seconds : events.getFirst().sample() / (double) rate;
      out.add(new Segment(0, first, Phone.SIL));
    }
    for (int i = 0; i < events.size(); i++) {
      Phone phone = EspeakPhones.of(events.get(i).ipa());
      double begin = events.get(i).sample() / (double) rate;
      double end = i + 1 < events.size() ? events.get(i + 1).sample() / (double) rate : seconds;
      if (!out.isEmpty()) {
        Segment before = out.getLast();
        double closure =
            switch (phone) {
              case P, T, K -> STOP_CLOSURE;
              case CH -> AFFRICATE_CLOSURE;
              default -> 0;
            };
        if (closure > 0 && before.phone() != Phone.SIL) {
          begin -= Math.min(closure, 0.5 * (begin - before.begin()));
        }
        out.set(
            out.size() - 1,
            new Segment(before.begin(), Math.max(before.begin(), begin), before.phone()));
      }
      if (end > begin) {
        out.add(new Segment(begin, end, phone));
      }
    }
    return merged(out);
  }

  /** Drops empty segments and joins neighbouring silences. */
  private static List<Segment> merged(List<Segment> segments) {
    List<Segment> out = new ArrayList<>();
    for (Segment s : segments) {
      if (s.length() <= 1e-4) {
        continue;
      }
      if (!out.isEmpty() && out.getLast().phone() == Phone.SIL && s.phone() == Phone.SIL) {
        out.set(out.size() - 1, new Segment(out.getLast().begin(), s.end(), Phone.SIL));
      } else {
        out.add(s);
      }
    }
    return out;
  }

  private static String pick(SplittableRandom random, List<String> list) {
    return list.get(random.nextInt(list.size()));
  }
}
