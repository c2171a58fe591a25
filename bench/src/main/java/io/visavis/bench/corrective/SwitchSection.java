package io.visavis.bench.corrective;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.builtin.BuiltInHeads;
import io.visavis.bench.Section;
import io.visavis.inference.Control;
import io.visavis.inference.Emotion;
import io.visavis.inference.Relation;
import io.visavis.inference.corrective.CoefficientBatch;
import io.visavis.inference.corrective.CoefficientModel;
import io.visavis.inference.corrective.CoefficientStream;
import io.visavis.inference.model.MotionModel;
import io.visavis.media.opus.OggOpusReader;
import io.visavis.media.opus.OpusDecoder;
import io.visavis.media.opus.OpusException;
import io.visavis.server.offline.OfflineAnimator;
import io.visavis.server.offline.TimedControl;
import io.visavis.server.sample.Samples;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How far Gaussians go from one frame to the next while a sentence is spoken and what is felt, or
 * before whom, changes in its midst: with the correctives, and by the motion alone.
 */
public final class SwitchSection implements Section {
  private static final int RATE = 48_000;
  private static final int SECONDS = 20;

  private static final List<TimedControl> SWITCHES =
      List.of(
          feels(4, "happy=3"),
          feels(7, "angry=3"),
          feels(10, "sad=1.5,fear=1.5"),
          feels(12, "surprised=2.5"),
          stands(14, "blood,self-lower"),
          stands(16, "non-blood,self-higher"),
          feels(18, ""));

  /**
   * What was measured on one head.
   *
   * @param avatar its name
   * @param said what changed
   * @param correctives whether they were on
   * @param millimetres the farthest step of a Gaussian in a frame, of a tongue as a rule
   * @param corrected how much of a step is the correctives' doing, at most, millimetres
   * @param colour the largest change of a channel in a frame, of 255
   * @param coefficient the largest change of a coefficient in a frame
   */
  public record Steps(
      String avatar,
      String said,
      boolean correctives,
      double millimetres,
      double corrected,
      double colour,
      double coefficient) {}

  private static TimedControl feels(double t, String emotion) {
    return new TimedControl(t, new Control.SetEmotion(Emotion.parse(emotion)));
  }

  private static TimedControl stands(double t, String relation) {
    return new TimedControl(t, new Control.SetRelation(Relation.parse(relation)));
  }

  @Override
  public String name() {
    return "switches";
  }

  @Override
  public String title() {
    return "Switching what is felt mid-sentence: the largest step of a Gaussian in one frame";
  }

  @Override
  public List<Steps> run(PrintWriter out) {
    float[] voice = voice();
    List<Steps> all = new ArrayList<>();
    out.printf(
        "%-7s %-12s %-12s | %6s %10s %10s %12s%n",
        "avatar", "", "correctives", "mm", "theirs, mm", "colour/255", "coefficient");
    try (MotionModel model = MotionModel.openBuiltIn()) {
      for (String name : BuiltInHeads.names()) {
        Avatar head = BuiltInHeads.build(name);
        for (List<TimedControl> controls : List.of(List.<TimedControl>of(), SWITCHES)) {
          for (boolean correctives : new boolean[] {false, true}) {
            Steps steps = measure(model, head, voice, controls, correctives);
            all.add(steps);
            out.printf(
                "%-7s %-12s %-12s | %6.2f %10.2f %10.2f %12.3f%n",
                steps.avatar(),
                steps.said(),
                correctives ? "on" : "off",
                steps.millimetres(),
                steps.corrected(),
                steps.colour(),
                steps.coefficient());
            out.flush();
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }

  private static Steps measure(
      MotionModel model,
      Avatar head,
      float[] voice,
      List<TimedControl> controls,
      boolean correctives)
      throws IOException {
    GaussianSteps steps = new GaussianSteps(head);
    double[] largest = {0};
    float[] last = new float[head.correctives().size()];
    try (CoefficientModel network = CoefficientModel.open(head);
        CoefficientBatch batch = new CoefficientBatch(network, 1)) {
      CoefficientStream stream = new CoefficientStream(network, model.card().space(), 0);
      OfflineAnimator.run(
          model,
          new OfflineAnimator.Input(voice, 25L * SECONDS, null, List.of(), controls, 3),
          (n, motion) -> {
            stream.take(motion);
            batch.run(List.of(stream));
            float[] now = correctives ? stream.coefficients() : new float[last.length];
            for (int k = 0; k < last.length && n > 0; k++) {
              largest[0] = Math.max(largest[0], Math.abs(now[k] - last[k]));
            }
            System.arraycopy(now, 0, last, 0, last.length);
            steps.take(motion.motion(), now);
          });
    }
    return new Steps(
        head.name(),
        controls.isEmpty() ? "no switch" : "%d switches".formatted(controls.size()),
        correctives,
        1_000 * steps.farthest,
        1_000 * steps.corrected,
        255 * steps.brightest,
        largest[0]);
  }

  /** The sample voice of the server. */
  private static float[] voice() {
    float[] out = new float[RATE * SECONDS];
    float[] packet = new float[RATE];
    int at = 0;
    try (InputStream in = Samples.class.getResourceAsStream("mira.ogg");
        OpusDecoder decoder = new OpusDecoder()) {
      if (in == null) {
        throw new IllegalStateException("This build has no sample voice.");
      }
      OggOpusReader reader = new OggOpusReader(in);
      for (byte[] p = reader.next(); p != null && at < out.length; p = reader.next()) {
        int n = Math.min(decoder.decode(p, 0, p.length, packet), out.length - at);
        System.arraycopy(packet, 0, out, at, n);
        at += n;
      }
    } catch (IOException | OpusException e) {
      throw new IllegalStateException("The sample voice is broken.", e);
    }
    return Arrays.copyOf(out, at);
  }
}
