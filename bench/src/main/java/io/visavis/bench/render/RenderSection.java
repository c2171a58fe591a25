package io.visavis.bench.render;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.builtin.BuiltInHeads;
import io.visavis.bench.PeakRate;
import io.visavis.bench.Section;
import io.visavis.bench.Together;
import io.visavis.render.View;
import io.visavis.render.scalar.ScalarBackend;
import io.visavis.render.vector.VectorBackend;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** Frame time by stage: the vector back end against the scalar one and against arithmetic. */
public final class RenderSection implements Section {
  private static final int[] SIZES = {256, 512};
  private static final int PORTRAIT = 512;
  private static final int WARM_UP = 150;
  private static final int FRAMES_A_ROUND = 10;
  private final int rounds;

  public RenderSection(int rounds) {
    this.rounds = rounds;
  }

  @Override
  public String name() {
    return "render";
  }

  @Override
  public String title() {
    return "Drawing: milliseconds a frame on one thread, I420 out";
  }

  @Override
  public Map<String, Object> run(PrintWriter out) {
    double peak = PeakRate.measure();
    out.printf(
        "Peak: %.2f G vector multiply-adds a second (%.0f GFLOP/s); the limit counts %d vector"
            + " operations for each pair of a Gaussian and a 4x4 block%n",
        peak / 1e9,
        2 * peak * VectorBackend.lanes() / 1e9,
        VectorBackend.OPERATIONS_PER_EVALUATION);
    out.println(
        "pose to frame: median wall time; cpu, scalar: median processor time; best: least wall"
            + " time");
    out.printf(
        "%-7s %6s %5s | %6s %6s %7s %6s %6s %6s | %7s %6s | %7s %6s %5s | %6s | %8s %4s %6s%n",
        "avatar",
        "gauss.",
        "size",
        "pose",
        "splat",
        "convert",
        "frame",
        "cpu",
        "best",
        "scalar",
        "ratio",
        "pairs",
        "limit",
        "of it",
        "bytes",
        "within 1",
        "max",
        "dB");
    List<RenderResult> results = new ArrayList<>();
    for (Avatar avatar : avatars()) {
      for (int size : SIZES) {
        RenderResult r = measure(avatar, size, peak);
        results.add(r);
        print(out, r);
      }
    }
    out.printf(
        "Milliseconds a frame above the same avatar of %d Gaussians without:%n",
        AdditionCosts.GAUSSIANS);
    List<AdditionCost> additions = AdditionCosts.measure(rounds);
    for (AdditionCost cost : additions) {
      out.printf("  %-32s pose %5.2f, frame %5.2f%n", cost.what(), cost.pose(), cost.frame());
    }
    Together peaks = Together.measure(rounds, PeakRate::work);
    Together pictures = Together.measure(rounds, RenderSection::portraits);
    out.printf(
        "%d threads at once: %.1f times the multiply-adds of one; %.0f pictures of %s at %d a"
            + " second instead of %.0f (%.1f times)%n",
        peaks.threads(),
        peaks.ratio(),
        pictures.all(),
        BuiltInHeads.names().getFirst(),
        PORTRAIT,
        pictures.one(),
        pictures.ratio());
    out.flush();
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("peakVectorMultiplyAddsPerSecond", peak);
    figures.put("operationsPerEvaluation", VectorBackend.OPERATIONS_PER_EVALUATION);
    figures.put("results", results);
    figures.put("additions", additions);
    figures.put("multiplyAddsTogether", peaks);
    figures.put("picturesTogether", pictures);
    return figures;
  }

  /** Draws the first built-in head; work is pictures. */
  private static LongSupplier portraits() {
    Avatar head = BuiltInHeads.build(BuiltInHeads.names().getFirst());
    Contender contender = new Contender(new VectorBackend(), head, PORTRAIT);
    contender.warmUp(FRAMES_A_ROUND);
    return () -> {
      contender.draw();
      return 1;
    };
  }

  private static List<Avatar> avatars() {
    List<Avatar> avatars = new ArrayList<>();
    for (String name : BuiltInHeads.names()) {
      avatars.add(BuiltInHeads.build(name));
    }
    avatars.add(StressScene.build());
    return avatars;
  }

  /** Rounds alternate between the back ends, so that a disturbance meets both. */
  private RenderResult measure(Avatar avatar, int size, double peak) {
    VectorBackend backend = new VectorBackend();
    Contender vector = new Contender(backend, avatar, size);
    Contender scalar = new Contender(new ScalarBackend(), avatar, size);
    vector.warmUp(WARM_UP);
    scalar.warmUp(5);
    long before = backend.evaluations();
    for (int round = 0; round < rounds; round++) {
      vector.measure(FRAMES_A_ROUND);
      scalar.measure(1);
    }
    double pairs = (double) (backend.evaluations() - before) / vector.measured();
    float[] motion = new float[io.visavis.avatar.motion.MotionSpace.ARKIT.size()];
    Talking.frame(9, motion);
    return new RenderResult(
        avatar.name(),
        avatar.gaussians().size(),
        size,
        vector.pose.median(),
        vector.splat.median(),
        vector.convert.median(),
        vector.frame.median(),
        vector.cpu.median(),
        vector.frame.best(),
        scalar.cpu.median(),
        pairs,
        1000 * pairs * VectorBackend.OPERATIONS_PER_EVALUATION * 16 / VectorBackend.lanes() / peak,
        vector.bytesPerFrame(),
        OracleComparison.of(
            new VectorBackend(),
            avatar,
            motion,
            new float[0],
            View.front(avatar.camera(), size, size)));
  }

  private static void print(PrintWriter out, RenderResult r) {
    out.printf(
        "%-7s %6d %5d | %6.2f %6.2f %7.2f %6.2f %6.2f %6.2f | %7.1f %5.1fx | %6.0fk %6.2f %4.0f%% |"
            + " %6.0f | %7.3f%% %4d %6.1f%n",
        r.scene(),
        r.gaussians(),
        r.size(),
        r.pose(),
        r.splat(),
        r.convert(),
        r.frame(),
        r.cpu(),
        r.best(),
        r.scalarCpu(),
        r.scalarCpu() / r.cpu(),
        r.evaluations() / 1000,
        r.limit(),
        100 * r.limit() / r.cpu(),
        r.bytesPerFrame(),
        r.oracle().within1Percent(),
        r.oracle().largest(),
        r.oracle().psnr());
    out.flush();
  }
}
