package io.visavis.training.conversation;

import io.visavis.avatar.motion.ArkitChannel;
import io.visavis.avatar.motion.MotionSpace;
import io.visavis.inference.Status;
import io.visavis.training.metric.HeadMotion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What conversations are like, beside what was measured of people. */
public final class CorpusFacts {
  private static final double SOON = 1.2;
  private static final double SHIFTED = 3.7;

  private CorpusFacts() {}

  /** A Markdown table. */
  public static String of(List<Conversation> all) {
    List<Side> sides = all.stream().flatMap(c -> c.sides().stream()).toList();
    double minutes = all.stream().mapToDouble(c -> c.seconds() / 60).sum();
    StringBuilder out = new StringBuilder("| fact | here | people |\n|---|---|---|\n");
    row(out, "minutes", "%.0f", minutes, "");
    row(out, "somebody has the turn, % of the time", "%.0f", 100 * talk(all, 1), "");
    row(out, "both have it, %", "%.1f", 100 * talk(all, 2), "");
    row(out, "median gap between turns, ms", "%.0f", 1000 * gap(all), "about 200");
    row(out, "nods a minute of a face", "%.1f", count(sides) / (2 * minutes), "");
    row(out, "cues nodded at, % of those in the other's silence", "%.0f", 100 * at(all, 0), "");
    row(out, "the same, cues shifted by 3.7 s", "%.0f", 100 * at(all, SHIFTED), "");
    row(out, "blinks a minute", "%.0f", blinks(sides) / (2 * minutes), "17 to 26");
    List<HeadMotion> heads = sides.stream().map(s -> HeadMotion.of(s.face())).toList();
    row(out, "spread of the head, rad", "%.3f", mean(heads, 0), "0.03 to 0.12");
    row(out, "change of the head a frame, rad", "%.4f", mean(heads, 1), "0.004 to 0.011");
    row(out, "energy of pitch below 0.5 Hz, %", "%.0f", 100 * mean(heads, 2), "59 to 88");
    row(out, "energy of pitch in 1 to 4 Hz, %", "%.0f", 100 * mean(heads, 3), "6 to 12");
    for (Status status : Status.values()) {
      double smile =
          sides.stream()
              .filter(s -> s.relation().status() == status)
              .mapToDouble(CorpusFacts::smile)
              .average()
              .orElse(Double.NaN);
      String name = status.name().toLowerCase(Locale.ROOT).replace('_', '-');
      row(out, "mean smile, " + name, "%.2f", smile, "");
    }
    return out.toString();
  }

  private static void row(
      StringBuilder out, String fact, String format, double value, String people) {
    // Of few conversations some facts cannot be said.
    String here = Double.isNaN(value) ? "-" : String.format(Locale.ROOT, format, value);
    out.append("| %s | %s | %s |%n".formatted(fact, here, people));
  }

  /** Part of the frames in which at least so many have the turn. */
  private static double talk(List<Conversation> all, int atLeast) {
    double frames = 0;
    double hit = 0;
    for (Conversation c : all) {
      for (int n = 0; n < c.frames(); n++) {
        int who = 0;
        for (Side side : c.sides()) {
          who += side.turns()[n] ? 1 : 0;
        }
        frames++;
        hit += who >= atLeast ? 1 : 0;
      }
    }
    return hit / frames;
  }

  /** From the end of a turn of one to the next beginning of the other; overlaps are below 0. */
  private static double gap(List<Conversation> all) {
    List<Double> gaps = new ArrayList<>();
    for (Conversation c : all) {
      for (int who = 0; who < 2; who++) {
        boolean[] self = c.sides().get(who).turns();
        boolean[] other = c.sides().get(1 - who).turns();
        for (int n = 1; n < self.length; n++) {
          if (self[n] && !self[n - 1]) {
            int ended = n;
            while (ended > 0 && other[ended - 1] == other[n] && n - ended < 50) {
              ended--;
            }
            if (!other[n] && ended > 0 && n - ended < 50) {
              gaps.add((n - ended) / (double) MotionSpace.FPS);
            } else if (other[n]) {
              int ends = n;
              while (ends < other.length && other[ends]) {
                ends++;
              }
              gaps.add((n - ends) / (double) MotionSpace.FPS);
            }
          }
        }
      }
    }
    gaps.sort(null);
    return gaps.isEmpty() ? Double.NaN : gaps.get(gaps.size() / 2);
  }

  private static double count(List<Side> sides) {
    return sides.stream().mapToInt(s -> s.nods().size()).sum();
  }

  /** Part of the partner's cues, shifted, that a nod follows within 1.2 s, with self silent. */
  private static double at(List<Conversation> all, double shift) {
    double cues = 0;
    double hit = 0;
    for (Conversation c : all) {
      for (int who = 0; who < 2; who++) {
        Side self = c.sides().get(who);
        for (double cue : c.sides().get(1 - who).cues()) {
          double t = (cue + shift) % c.seconds();
          int n = Math.clamp((long) (MotionSpace.FPS * (t + 0.7)), 0, c.frames() - 1);
          if (!self.turns()[n]) {
            cues++;
            hit += self.nods().stream().anyMatch(nod -> nod > t && nod < t + SOON) ? 1 : 0;
          }
        }
      }
    }
    return hit / cues;
  }

  private static double blinks(List<Side> sides) {
    int blinks = 0;
    for (Side side : sides) {
      boolean shut = false;
      for (float[] frame : side.face()) {
        boolean now = frame[ArkitChannel.EYE_BLINK_LEFT.ordinal()] > 0.8;
        blinks += now && !shut ? 1 : 0;
        shut = now;
      }
    }
    return blinks;
  }

  private static double smile(Side side) {
    double sum = 0;
    for (float[] frame : side.face()) {
      sum += Faces.smile(frame) / side.face().length;
    }
    return sum;
  }

  private static double mean(List<HeadMotion> heads, int what) {
    return heads.stream()
        .mapToDouble(
            h ->
                switch (what) {
                  case 0 -> h.spread();
                  case 1 -> h.change();
                  case 2 -> h.slow();
                  default -> h.nodding();
                })
        .average()
        .orElse(Double.NaN);
  }
}
