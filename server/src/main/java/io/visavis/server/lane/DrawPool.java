package io.visavis.server.lane;

import io.visavis.avatar.Avatar;
import io.visavis.inference.corrective.CoefficientModel;
import io.visavis.inference.inpaint.InpaintModel;
import io.visavis.inference.model.ModelException;
import io.visavis.render.RenderBackend;
import io.visavis.server.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads that draw for all lanes, each with a back end of its own. A lane waits while its
 * portrayals are drawn, or leaves alone what is not done by its next frame, so they are still
 * touched by one thread at a time; but whichever core is free takes the next one, and the two faces
 * of one conversation are drawn side by side.
 */
public final class DrawPool implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(DrawPool.class);

  private final List<RenderBackend> backends = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final ArrayBlockingQueue<Task> waiting;
  private final ConcurrentHashMap<String, LoadedAvatar> avatars = new ConcurrentHashMap<>();

  /** Those whose files have been replaced; portrayals may show them still. */
  private final Queue<LoadedAvatar> replaced = new ConcurrentLinkedQueue<>();

  private volatile boolean running = true;

  private DrawPool(int capacity) {
    waiting = new ArrayBlockingQueue<>(capacity);
  }

  /**
   * Starts the threads.
   *
   * @param backends makes the back end of each
   * @param portrayals how many there can be at a time
   */
  public static DrawPool threads(int count, Supplier<RenderBackend> backends, int portrayals) {
    DrawPool pool = new DrawPool(portrayals);
    for (int i = 0; i < count; i++) {
      RenderBackend backend = backends.get();
      pool.backends.add(backend);
      pool.threads.add(
          Thread.ofPlatform().name("draw-" + i).daemon().start(() -> pool.work(backend)));
    }
    return pool;
  }

  /**
   * No threads: a lane that is stepped by hand draws by itself. The back end stays the caller's.
   */
  public static DrawPool inline(RenderBackend backend) {
    DrawPool pool = new DrawPool(1);
    pool.backends.add(backend);
    return pool;
  }

  /** Portrayals that one call draws at best. Any thread; changes when a GPU fails. */
  int batch() {
    int least = Integer.MAX_VALUE;
    for (int i = 0; i < backends.size(); i++) {
      least = Math.min(least, backends.get(i).batch());
    }
    return least;
  }

  /** What draws now: the name of the back end. Any thread. */
  public String backend() {
    return backends.getFirst().name();
  }

  /** The avatar, prepared for these back ends. Any thread; slow the first time. */
  LoadedAvatar load(Avatar avatar) {
    try {
      return avatars.compute(avatar.name(), (name, kept) -> loaded(avatar, kept));
    } catch (OutOfMemoryError e) {
      throw Refusal.tooLarge(avatar.name());
    }
  }

  private LoadedAvatar loaded(Avatar avatar, @Nullable LoadedAvatar kept) {
    if (kept != null && kept.handle().avatar().equals(avatar)) {
      return kept;
    }
    LoadedAvatar fresh =
        new LoadedAvatar(backends.getFirst().load(avatar), network(avatar), seam(avatar));
    if (kept != null) {
      replaced.add(kept);
    }
    return fresh;
  }

  /** The network of its correctives; without it a head can still be shown, only plainer. */
  private static @Nullable CoefficientModel network(Avatar avatar) {
    if (avatar.correctives().network() == null) {
      return null;
    }
    try {
      return CoefficientModel.open(avatar);
    } catch (ModelException e) {
      log.warn("{} is shown without its correctives: {}", avatar.name(), e.getMessage());
      return null;
    }
  }

  /** The network of its plate; without it the head is eased into its plate as it is. */
  private static @Nullable InpaintModel seam(Avatar avatar) {
    try {
      return InpaintModel.open(avatar, InpaintModel.Pace.LIVE);
    } catch (ModelException e) {
      log.warn("{} is eased into its plate without a network: {}", avatar.name(), e.getMessage());
      return null;
    }
  }

  /**
   * Runs the first {@code count} jobs, beginning with number {@code first} modulo {@code count}.
   *
   * @param until when to wait no longer
   * @return whether all are done; those that are not go on, and the round is not to be used again
   */
  boolean run(List<DrawJob> jobs, int count, int first, Round round, long until) {
    if (threads.isEmpty()) {
      for (int i = 0; i < count; i++) {
        jobs.get(Math.floorMod(first + i, count)).run(backends.getFirst());
      }
      return true;
    }
    round.begin(count);
    try {
      for (int i = 0; i < count; i++) {
        waiting.put(round.task(i, jobs.get(Math.floorMod(first + i, count))));
      }
      return round.await(until);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void work(RenderBackend backend) {
    try {
      while (running) {
        waiting.take().run(backend);
      }
    } catch (InterruptedException e) {
      // The pool is closed.
    }
  }

  /** Ends the threads. Lanes have stopped before. */
  @Override
  public void close() {
    running = false;
    threads.forEach(Thread::interrupt);
    for (Thread thread : threads) {
      try {
        thread.join(5_000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    avatars.values().forEach(LoadedAvatar::close);
    replaced.forEach(LoadedAvatar::close);
    if (!threads.isEmpty()) {
      backends.forEach(RenderBackend::close);
    }
  }

  /** What one lane has given to the pool and waits for. Used again every frame. */
  static final class Round {
    private final AtomicInteger left = new AtomicInteger();
    private final List<Task> tasks = new ArrayList<>();
    private final NanoClock clock;
    private @Nullable Thread owner;

    Round(NanoClock clock) {
      this.clock = clock;
    }

    private void begin(int count) {
      owner = Thread.currentThread();
      left.set(count);
    }

    private Task task(int i, DrawJob job) {
      if (i == tasks.size()) {
        tasks.add(new Task(this));
      }
      Task task = tasks.get(i);
      task.job = job;
      return task;
    }

    private boolean await(long until) throws InterruptedException {
      while (left.get() > 0) {
        if (clock.nanoTime() >= until) {
          return false;
        }
        LockSupport.parkNanos(this, until - clock.nanoTime());
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
      }
      return true;
    }

    private void done() {
      if (left.decrementAndGet() == 0) {
        LockSupport.unpark(owner);
      }
    }
  }

  private static final class Task {
    private final Round round;
    private @Nullable DrawJob job;

    Task(Round round) {
      this.round = round;
    }

    private void run(RenderBackend backend) {
      try {
        if (job != null) {
          job.run(backend);
        }
      } finally {
        round.done();
      }
    }
  }
}
