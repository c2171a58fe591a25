package io.visavis.training.sample;

import io.visavis.inference.audio.Resampler;
import io.visavis.training.speech.Corpus;
import io.visavis.training.speech.Phone;
import io.visavis.training.speech.Segment;
import io.visavis.training.speech.Synthesizer;
import io.visavis.training.speech.Utterance;
import io.visavis.training.speech.Voice;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The conversation of the demo's first door: two voices, each a track of its own, equally long,
 * silent while the other speaks.
 */
public final class SampleConversation {
  private static final int RATE = 48_000;
  private static final double LEVEL = 0.09;
  private static final double LEAD = 0.4;
  private static final double TAIL = 0.8;
  private static final Map<String, Voice> VOICES =
      Map.of("mira", Voice.FLITE_SLT, "theo", Voice.FLITE_RMS);

  private SampleConversation() {}

  /** Samples at 48 kHz by speaker. */
  public static Map<String, float[]> tracks(Corpus corpus) {
    List<Placed> placed = new ArrayList<>();
    double floor = LEAD;
    for (Script.Turn turn : Script.load().turns()) {
      Voice voice = VOICES.get(turn.speaker());
      if (voice == null) {
        throw new IllegalStateException("The script has no voice for " + turn.speaker() + ".");
      }
      Utterance said =
          corpus.speak(voice, List.of(new Synthesizer.Line(turn.text(), 1.0))).getFirst();
      float[] samples = Resampler.resample(trimmed(said), Utterance.RATE, RATE);
      double begin = Math.max(0, floor + turn.gap());
      placed.add(new Placed(turn.speaker(), begin, samples));
      if (!turn.aside()) {
        floor = begin + samples.length / (double) RATE;
      }
    }
    int length = (int) Math.round((floor + TAIL) * RATE);
    Map<String, float[]> tracks = new LinkedHashMap<>();
    for (Placed p : placed) {
      float[] track = tracks.computeIfAbsent(p.speaker, s -> new float[length]);
      int at = (int) Math.round(p.begin * RATE);
      for (int i = 0; i < p.samples.length && at + i < length; i++) {
        track[at + i] += p.samples[i];
      }
    }
    return tracks;
  }

  private record Placed(String speaker, double begin, float[] samples) {}

  /** Without the silence at its ends, and at one loudness. */
  private static float[] trimmed(Utterance u) {
    float[] x = u.samples();
    double begin = 0;
    double end = u.seconds();
    List<Segment> s = u.segments();
    if (s.getFirst().phone() == Phone.SIL) {
      begin = Math.max(0, s.getFirst().end() - 0.03);
    }
    if (s.getLast().phone() == Phone.SIL) {
      end = Math.min(end, s.getLast().begin() + 0.06);
    }
    int from = (int) (begin * Utterance.RATE);
    int to = Math.min(x.length, (int) (end * Utterance.RATE));
    float[] out = java.util.Arrays.copyOfRange(x, from, to);
    double power = 1e-9;
    for (float v : out) {
      power += v * v / (double) out.length;
    }
    float gain = (float) (LEVEL / Math.sqrt(power));
    int fade = Utterance.RATE / 100;
    for (int i = 0; i < out.length; i++) {
      float edge = Math.min(1f, Math.min(i + 1, out.length - i) / (float) fade);
      out[i] = Math.clamp(out[i] * gain * edge, -0.98f, 0.98f);
    }
    return out;
  }

  /**
   * Writes a track as Opus in Ogg: 48 kHz, mono, packets of 20 ms.
   *
   * @throws IOException when ffmpeg is missing or fails
   */
  public static void encode(float[] samples, Path ogg) throws IOException {
    OpusFile.encode(samples, RATE, ogg);
  }
}
