package io.visavis.server.app;

import io.visavis.avatar.Avatar;
import io.visavis.inference.corrective.CoefficientModel;
import io.visavis.inference.inpaint.InpaintModel;
import io.visavis.inference.model.ModelException;
import io.visavis.inference.model.MotionModel;
import io.visavis.render.AvatarHandle;
import io.visavis.render.Background;
import io.visavis.render.DrawRequest;
import io.visavis.render.Picture;
import io.visavis.render.RenderBackend;
import io.visavis.render.View;
import io.visavis.server.config.ConfigException;
import io.visavis.server.conversation.Prices;
import io.visavis.server.lane.Rehearsal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.function.LongUnaryOperator;

/** Measures at start what portrayals cost on this machine; {@link CalibrationCache} keeps it. */
final class Calibration {
  /** One viewer's encoding of 512x512 at 25 frames a second takes about 0.08 of a core. */
  private static final double ENCODE_NANOS_A_PIXEL = 3.2e6 / (512 * 512);

  /** What goes on the wire of a portrayal without pictures, and comes from there. */
  private static final long WIRE_NANOS = 200_000;

  /** The compiler works on it for some seconds; until then it is several times slower. */
  private static final long WARM_AT_MOST_NANOS = 15_000_000_000L;

  /**
   * Where it is known how fast it gets, only the compiler is waited for, however busy a machine.
   */
  private static final long KNOWN_AT_MOST_NANOS = 4_000_000_000L;

  /** A round: so many frames, or as many as a second has room for, and a few in any case. */
  private static final int RUNS = 25;

  private static final int RUNS_AT_LEAST = 3;
  private static final long ROUND_NANOS = 1_000_000_000L;
  private static final int ROUNDS_WITHOUT_GAIN = 4;
  private static final int TURNS = 9;
  private static final double GAIN = 0.97;

  /** Code that is not compiled takes three times as long and more. */
  private static final double WARM = 1.25;

  private final RenderBackend backend;
  private final CalibrationCache cache;
  private final int size;

  /**
   * A calibration of pictures of that size.
   *
   * @param backend that nobody else uses meanwhile
   */
  Calibration(RenderBackend backend, CalibrationCache cache, int size) {
    this.backend = backend;
    this.cache = cache;
    this.size = size;
  }

  /**
   * What portrayals cost.
   *
   * @param first the default avatar, whose drawing warms the compiler up
   * @param others the other avatars
   */
  Prices measure(Avatar first, List<Avatar> others, MotionModel model) {
    long picture = kept(key(first), known -> warmUp(first, known));
    long move = kept(key(model), known -> rehearse(first, model, known));
    cache.write();
    Map<String, Long> pictures = new LinkedHashMap<>();
    pictures.put(first.name(), picture + networks(first));
    for (Avatar avatar : others) {
      pictures.put(avatar.name(), Math.round(picture * times(avatar, first)) + networks(avatar));
    }
    long encoding = Math.round(ENCODE_NANOS_A_PIXEL * size * size);
    return new Prices(
        WIRE_NANOS + move, pictures.getOrDefault(first.name(), picture), pictures, encoding, size);
  }

  /** The least of what is known and what is measured now. */
  private long kept(String key, LongUnaryOperator measure) {
    OptionalLong known = cache.nanos(key);
    long nanos = Math.min(measure.applyAsLong(known.orElse(0)), known.orElse(Long.MAX_VALUE));
    cache.put(key, nanos);
    return nanos;
  }

  /** What drawing an avatar depends on, beside the machine. */
  private String key(Avatar avatar) {
    return "%s.%d.%s.%d.%d.%d"
        .formatted(
            backend.name(),
            size,
            avatar.name(),
            avatar.gaussians().size(),
            avatar.mesh().vertexCount(),
            avatar.correctives().size());
  }

  /** What hearing and moving depend on, beside the machine. */
  private static String key(MotionModel model) {
    return "move.%s.%d".formatted(model.name(), model.bytes());
  }

  /** Nanoseconds of a picture once rounds of pictures get no faster. */
  private long warmUp(Avatar avatar, long known) {
    try (AvatarHandle handle = backend.load(avatar)) {
      List<DrawRequest> batch = batch(handle, avatar);
      return fastest(() -> median(batch), known);
    }
  }

  /**
   * Nanoseconds of a frame of a portrayal that nobody sees, once rounds of frames get no faster.
   */
  private long rehearse(Avatar avatar, MotionModel model, long known) {
    try (Rehearsal rehearsal = new Rehearsal(model, avatar, backend)) {
      return fastest(() -> mean(rehearsal), known);
    } catch (IllegalStateException e) {
      throw new ConfigException(
          "The motion model '%s' fails while people speak: %s"
              .formatted(model.name(), e.getMessage()));
    }
  }

  /**
   * The least of rounds, once they get no faster.
   *
   * @param known what it took before, or 0: about as fast is warm, and a busy machine gets no
   *     faster
   */
  private static long fastest(LongSupplier round, long known) {
    long end = System.nanoTime() + (known > 0 ? KNOWN_AT_MOST_NANOS : WARM_AT_MOST_NANOS);
    long best = Long.MAX_VALUE;
    int same = 0;
    while (same < ROUNDS_WITHOUT_GAIN && System.nanoTime() < end) {
      long nanos = round.getAsLong();
      same = nanos < GAIN * best ? 0 : same + 1;
      best = Math.min(best, nanos);
      if (best <= WARM * known) {
        break;
      }
    }
    return best;
  }

  /** How many times as long as another one an avatar takes, in turns: a busy machine slows both. */
  private double times(Avatar avatar, Avatar than) {
    try (AvatarHandle handle = backend.load(avatar);
        AvatarHandle other = backend.load(than)) {
      List<DrawRequest> batch = batch(handle, avatar);
      List<DrawRequest> reference = batch(other, than);
      double[] ratios = new double[TURNS];
      for (int i = 0; i < TURNS; i++) {
        ratios[i] = (double) nanos(batch) / nanos(reference);
      }
      Arrays.sort(ratios);
      return ratios[TURNS / 2];
    }
  }

  /**
   * Of a round. Rounds of a slow model have fewer frames; a model of windows works now and then.
   */
  private static long mean(Rehearsal rehearsal) {
    long end = System.nanoTime() + ROUND_NANOS;
    long sum = 0;
    int count = 0;
    while (count < RUNS && (count < RUNS_AT_LEAST || System.nanoTime() < end)) {
      sum += rehearsal.frames(1);
      count++;
    }
    return sum / count;
  }

  private List<DrawRequest> batch(AvatarHandle handle, Avatar avatar) {
    return List.of(
        new DrawRequest(
            handle,
            List.of(
                new DrawRequest.Target(
                    View.front(avatar.camera(), size, size),
                    Background.DEFAULT,
                    Picture.I420.of(size, size)))));
  }

  private long median(List<DrawRequest> batch) {
    long[] nanos = new long[RUNS];
    long end = System.nanoTime() + ROUND_NANOS;
    int count = 0;
    while (count < RUNS && (count < RUNS_AT_LEAST || System.nanoTime() < end)) {
      nanos[count++] = nanos(batch);
    }
    Arrays.sort(nanos, 0, count);
    return nanos[count / 2];
  }

  private long nanos(List<DrawRequest> batch) {
    long start = System.nanoTime();
    backend.draw(batch);
    return System.nanoTime() - start;
  }

  /** Nanoseconds of the networks of an avatar; one that cannot be used costs nothing. */
  private static long networks(Avatar avatar) {
    double micros = 0;
    try {
      if (avatar.correctives().network() != null) {
        try (CoefficientModel model = CoefficientModel.open(avatar)) {
          micros += model.micros(1);
        }
      }
      try (InpaintModel seam = InpaintModel.open(avatar, InpaintModel.Pace.LIVE)) {
        micros += seam == null ? 0 : seam.micros();
      }
    } catch (ModelException e) {
      // It is shown without it, and the log will say why.
    }
    return Math.round(1_000 * micros);
  }
}
