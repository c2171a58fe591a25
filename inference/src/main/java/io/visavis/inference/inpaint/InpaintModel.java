package io.visavis.inference.inpaint;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.visavis.avatar.Avatar;
import io.visavis.avatar.plate.Plate;
import io.visavis.avatar.plate.PlateNetwork;
import io.visavis.inference.model.ModelException;
import io.visavis.inference.model.OnnxRuntime;
import io.visavis.inference.model.RunWatch;
import io.visavis.inference.model.Sessions;
import io.visavis.inference.model.TimedRuns;
import java.nio.FloatBuffer;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The network of an avatar's plate, ready to run: checked, fitting what the avatar says of it, and
 * tried on noise. Thread-safe; shared by all portrayals of that avatar, one picture a run, on the
 * thread that draws it. One that fails, or is too slow for a live frame again and again, is not run
 * any more.
 */
public final class InpaintModel implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(InpaintModel.class);

  private static final int TRIALS = 21;

  /** A run that is ended is as bad as so many slow ones in a row; after so many it is enough. */
  private static final int ENDED = 8;

  private static final int ENOUGH = 24;

  private final String avatar;
  private final PlateNetwork network;
  private final Pace pace;
  private final OrtSession session;
  private final RunWatch watch;
  private final Queue<InpaintRun> idle = new ConcurrentLinkedQueue<>();
  private final AtomicInteger slow = new AtomicInteger();
  private volatile boolean failed;

  /** How long a run may take. */
  public enum Pace {
    /**
     * A frame is waited for. What takes a quarter of it when it is tried would make every face
     * late; half of it may go by, and what takes two and a half is ended.
     */
    LIVE(10_000, 20_000_000L, 100_000_000L),

    /** Nobody waits. */
    OFFLINE(1_000_000, Long.MAX_VALUE, 10_000_000_000L);

    private final double trialMicros;
    private final long slowNanos;
    private final long mostNanos;

    Pace(double trialMicros, long slowNanos, long mostNanos) {
      this.trialMicros = trialMicros;
      this.slowNanos = slowNanos;
      this.mostNanos = mostNanos;
    }
  }

  private InpaintModel(String avatar, PlateNetwork network, Pace pace, OrtSession session) {
    this.avatar = avatar;
    this.network = network;
    this.pace = pace;
    this.session = session;
    this.watch = new RunWatch(pace.mostNanos);
  }

  /**
   * Opens the network of the plate of an avatar, where it has one.
   *
   * @return null where it has none
   * @throws ModelException with one sentence if it cannot be used
   */
  public static @Nullable InpaintModel open(Avatar avatar, Pace pace) {
    Plate plate = avatar.plate();
    PlateNetwork network = plate == null ? null : plate.network();
    return network == null ? null : open(avatar.name(), network, pace);
  }

  private static InpaintModel open(String avatar, PlateNetwork network, Pace pace) {
    String what = "The network of the plate of the avatar '%s'".formatted(avatar);
    OrtSession session = Sessions.openSmall(network.onnx(), what);
    InpaintModel model = new InpaintModel(avatar, network, pace, session);
    try {
      PlateTensors.fit(session, network);
      double micros = model.micros();
      if (micros > pace.trialMicros) {
        throw new ModelException(
            "It takes %.1f ms a picture on this machine; at most %.0f ms are right."
                .formatted(micros / 1e3, pace.trialMicros / 1e3));
      }
      return model;
    } catch (ModelException e) {
      model.close();
      throw new ModelException("%s cannot be used: %s".formatted(what, e.getMessage()), e);
    } catch (OrtException e) {
      model.close();
      throw new ModelException("%s cannot be loaded: %s".formatted(what, e.getMessage()), e);
    }
  }

  /** What the avatar says of it. */
  public PlateNetwork network() {
    return network;
  }

  /** False from the moment on when it has failed. Any thread. */
  public boolean works() {
    return !failed;
  }

  /**
   * Makes a picture of a picture: F of GaussianTalker's eq. 19. Any thread, several at a time.
   *
   * @param picture [3, rows, columns or more] the head over its plate, display sRGB 0..1
   * @param mask [rows, columns or more] 0 where there is only the plate, 1 only the head
   * @param made [3, rows, columns or more] what it makes of it, display sRGB 0..1
   * @return whether it made anything
   */
  public boolean inpaint(float[] picture, float[] mask, float[] made) {
    if (failed) {
      return false;
    }
    InpaintRun run = null;
    try {
      run = idle.poll();
      if (run == null) {
        run = new InpaintRun(network);
      }
      run.show(picture, mask);
      long start = System.nanoTime();
      boolean ended = !run.run(session, watch);
      judge(ended, System.nanoTime() - start);
      if (ended) {
        return false;
      }
      if (!run.take(made)) {
        fail("gave what is not a number");
        return false;
      }
      return true;
    } catch (OrtException e) {
      fail("failed: " + OnnxRuntime.reason(e));
      return false;
    } finally {
      if (run != null) {
        idle.add(run);
      }
    }
  }

  private void judge(boolean ended, long nanos) {
    if (!ended && nanos <= pace.slowNanos) {
      slow.set(0);
    } else if (slow.addAndGet(ended ? ENDED : 1) >= ENOUGH) {
      fail(
          "takes more than %d ms a picture"
              .formatted(Math.min(pace.slowNanos, pace.mostNanos) / 1_000_000));
    }
  }

  private synchronized void fail(String why) {
    if (!failed) {
      failed = true;
      log.error(
          "The network of the plate of {} {} and is not run again; the head is eased into its plate"
              + " without it",
          avatar,
          why);
    }
  }

  /**
   * Runs it on noise.
   *
   * @return microseconds of the median run
   * @throws ModelException if it fails or gives what is no number
   */
  public double micros() {
    Random random = new Random(1);
    int pixels = network.region().columns() * network.region().rows();
    float[] noise = new float[3 * pixels];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = random.nextFloat();
    }
    try (InpaintRun run = new InpaintRun(network)) {
      run.show(noise, noise);
      return TimedRuns.median(
          session,
          run.inputs(),
          Set.of(network.output()),
          TRIALS,
          result -> look(((OnnxTensor) result.get(0)).getFloatBuffer(), 3 * pixels));
    } catch (OrtException e) {
      throw new ModelException("It failed on noise: %s".formatted(OnnxRuntime.reason(e)), e);
    }
  }

  private static void look(@Nullable FloatBuffer values, int wanted) {
    if (values == null || values.remaining() != wanted) {
      throw new ModelException(
          "It gave %d values on noise for a picture; %d would be right."
              .formatted(values == null ? 0 : values.remaining(), wanted));
    }
    while (values.hasRemaining()) {
      if (!Float.isFinite(values.get())) {
        throw new ModelException("It gave a value on noise that is not a number.");
      }
    }
  }

  /** Frees it; nobody draws with it any more. */
  @Override
  public void close() {
    for (InpaintRun run = idle.poll(); run != null; run = idle.poll()) {
      run.close();
    }
    Sessions.close(session);
  }
}
