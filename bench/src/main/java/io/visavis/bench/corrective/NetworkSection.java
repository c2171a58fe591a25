package io.visavis.bench.corrective;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.motion.MotionSpace;
import io.visavis.bench.Samples;
import io.visavis.bench.Section;
import io.visavis.inference.corrective.CoefficientBatch;
import io.visavis.inference.corrective.CoefficientModel;
import io.visavis.inference.corrective.CoefficientStream;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Networks of correctives, as a lane runs them: take the frame, gather, run, scatter. */
public final class NetworkSection implements Section {
  /** Portrayals of the batch. */
  static final int BATCH = 8;

  private static final int FRAME = 1_920;
  private static final int WARM_UP = 500;
  private static final int FRAMES_A_ROUND = 100;

  private final int rounds;
  private final float[] voice = new float[FRAME];
  private final float[] motion = new float[MotionSpace.ARKIT.size()];
  private final float[] emotion = new float[7];
  private final float[] relation = new float[3];

  public NetworkSection(int rounds) {
    this.rounds = rounds;
  }

  @Override
  public String name() {
    return "correctives";
  }

  @Override
  public String title() {
    return "Networks of correctives: milliseconds a portrayal a frame on one thread";
  }

  @Override
  public List<NetworkCost> run(PrintWriter out) {
    out.printf(
        "%-48s %6s %8s | %7s %10s | %s%n",
        "network", "coeff.", "bytes", "alone", "batch of " + BATCH, "heap bytes");
    List<NetworkCost> costs = new ArrayList<>();
    for (Map.Entry<String, Avatar> one : new Networks().all().entrySet()) {
      NetworkCost cost = measure(one.getKey(), one.getValue());
      costs.add(cost);
      out.printf(
          "%-48s %6d %8d | %7.3f %10.3f | %6.0f%n",
          cost.what(),
          cost.coefficients(),
          cost.bytes(),
          cost.alone(),
          cost.batched(),
          cost.glue());
      out.flush();
    }
    return costs;
  }

  private NetworkCost measure(String what, Avatar avatar) {
    var network = java.util.Objects.requireNonNull(avatar.correctives().network());
    try (CoefficientModel model = CoefficientModel.open(avatar);
        CoefficientBatch one = new CoefficientBatch(model, 1);
        CoefficientBatch eight = new CoefficientBatch(model, BATCH)) {
      List<CoefficientStream> single = streams(model, 1);
      List<CoefficientStream> many = streams(model, BATCH);
      for (int n = 0; n < WARM_UP; n++) {
        step(one, single, n);
        step(eight, many, n);
      }
      Samples alone = new Samples();
      Samples batched = new Samples();
      var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
      long allocated = 0;
      for (int n = WARM_UP; n < WARM_UP + rounds * FRAMES_A_ROUND; n++) {
        alone.add(step(one, single, n));
        long before = threads.getCurrentThreadAllocatedBytes();
        batched.add(step(eight, many, n) / BATCH);
        allocated += threads.getCurrentThreadAllocatedBytes() - before;
      }
      return new NetworkCost(
          what,
          model.coefficients(),
          network.onnx().length,
          alone.median(),
          batched.median(),
          (double) allocated / (rounds * FRAMES_A_ROUND * BATCH));
    }
  }

  private static List<CoefficientStream> streams(CoefficientModel model, int count) {
    return Stream.generate(() -> new CoefficientStream(model, MotionSpace.ARKIT, 0))
        .limit(count)
        .toList();
  }

  /** Nanoseconds of a frame of all of them, the voice's features included. */
  private long step(CoefficientBatch batch, List<CoefficientStream> streams, int n) {
    for (int i = 0; i < FRAME; i++) {
      voice[i] = (float) (0.2 * Math.sin(0.03 * (i + FRAME * (double) n)));
    }
    for (int c = 0; c < motion.length; c++) {
      motion[c] = (float) (0.5 + 0.5 * Math.sin(0.2 * n + c));
    }
    emotion[n / 25 % emotion.length] = n % 25 / 10f;
    long start = System.nanoTime();
    for (int i = 0; i < streams.size(); i++) {
      streams.get(i).hear(voice, 0, FRAME);
      streams.get(i).take(n, motion, emotion, relation);
    }
    batch.run(streams);
    return System.nanoTime() - start;
  }
}
