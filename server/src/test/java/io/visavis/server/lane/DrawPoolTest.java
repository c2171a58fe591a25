package io.visavis.server.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.visavis.avatar.Avatar;
import io.visavis.inference.model.MotionModel;
import io.visavis.render.AvatarHandle;
import io.visavis.render.BackendFailedException;
import io.visavis.render.DrawRequest;
import io.visavis.render.Picture;
import io.visavis.render.RenderBackend;
import io.visavis.render.RenderBackendProvider;
import io.visavis.render.RenderBackends;
import io.visavis.render.failover.FailoverBackend;
import io.visavis.server.metrics.FrameMetrics;
import io.visavis.server.testing.FakeClock;
import io.visavis.server.testing.Tape;
import io.visavis.server.testing.TestFaces;
import io.visavis.server.voice.VoiceDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DrawPoolTest {
  private static final int HEAVY = 64;

  private final FakeClock clock = new FakeClock();
  private final MotionModel model = TestFaces.model();
  private final FrameMetrics metrics = new FrameMetrics(new SimpleMeterRegistry());

  @AfterEach
  void close() {
    model.close();
  }

  @Test
  void shouldDrawBothFacesOfAConversationSideBySide() {
    // Each drawing waits for another one to have begun: one thread alone would never get on.
    CyclicBarrier together = new CyclicBarrier(2);
    clock.set(1_000_000_000);
    try (DrawPool pool = DrawPool.threads(2, () -> new Backend(request -> meet(together)), 4);
        Lane lane = new Lane(clock, 0, pool, 4, 1, metrics)) {
      List<Throwable> failures = new CopyOnWriteArrayList<>();
      LaneProxy proxy = open(lane, failures);
      Counter ann = watch(proxy, "ann");
      Counter bob = watch(proxy, "bob");
      for (int i = 0; i < 5; i++) {
        tick(lane);
      }
      assertThat(failures).isEmpty();
      assertThat(ann.pictures).containsExactly(0L, 1L, 2L, 3L, 4L);
      assertThat(bob.pictures).containsExactly(0L, 1L, 2L, 3L, 4L);
    }
  }

  @Test
  @Timeout(60)
  void shouldLetAHeavyFaceDelayItselfAlone() {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch open = new CountDownLatch(1);
    clock.set(1_000_000_000);
    try (DrawPool pool = DrawPool.threads(2, () -> new Backend(r -> heavy(r, begun, open)), 8);
        Lane lane = new Lane(clock, 0, pool, 8, 1, metrics)) {
      List<Throwable> failures = new CopyOnWriteArrayList<>();
      LaneProxy heavy = open(lane, failures);
      LaneProxy light = open(lane, failures);
      Counter late = new Counter();
      heavy.watch("ann", late, new PictureFormat(HEAVY, PictureFormat.Kind.I420));
      Counter inTime = new Counter(n -> passes(begun, lane));
      light.watch("ann", inTime, new PictureFormat(66, PictureFormat.Kind.I420));
      for (int i = 0; i < 5; i++) {
        tick(lane);
      }
      assertThat(inTime.pictures).containsExactly(0L, 1L, 2L, 3L, 4L);
      assertThat(late.frames).as("nothing of it moves while it is drawn").containsExactly(0L);
      Counter more = new Counter();
      heavy.watch("bob", more, null);
      open.countDown();
      while (late.pictures.isEmpty()) {
        tick(lane);
      }
      long now = inTime.frames.getLast();
      assertThat(late.frames)
          .as("it has caught up")
          .containsExactlyElementsOf(LongStream.rangeClosed(0, now).boxed().toList());
      assertThat(inTime.pictures).hasSize((int) now + 1);
      assertThat(more.frames).as("what was asked for meanwhile").startsWith(1L);
      assertThat(failures).isEmpty();
    }
  }

  /** The first picture of its size is begun, and not done before the latch is open. */
  private static void heavy(DrawRequest request, CountDownLatch begun, CountDownLatch open) {
    if (width(request) == HEAVY && begun.getCount() > 0) {
      begun.countDown();
      await(open);
    }
  }

  /** The next frame is due once the heavy picture is begun. */
  private void passes(CountDownLatch begun, Lane lane) {
    await(begun);
    clock.set(Math.max(clock.nanoTime(), lane.nextDue()));
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(50, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void shouldEndOnlyTheConversationWhoseDrawingFails(boolean outOfMemory) {
    clock.set(1_000_000_000);
    try (DrawPool pool =
            DrawPool.threads(
                2,
                () ->
                    new Backend(
                        request -> {
                          if (width(request) == 64) {
                            if (outOfMemory) {
                              throw new OutOfMemoryError("out of paint");
                            }
                            throw new IllegalStateException("out of paint");
                          }
                        }),
                8);
        Lane lane = new Lane(clock, 0, pool, 8, 1, metrics)) {
      List<Throwable> failures = new CopyOnWriteArrayList<>();
      List<Throwable> none = new CopyOnWriteArrayList<>();
      LaneProxy broken = open(lane, failures);
      LaneProxy whole = open(lane, none);
      broken.watch("ann", new Counter(), new PictureFormat(64, PictureFormat.Kind.I420));
      Counter seen = watch(whole, "ann");
      for (int i = 0; i < 3; i++) {
        tick(lane);
      }
      assertThat(failures)
          .singleElement()
          .satisfies(e -> assertThat(e).hasMessageContaining("out of paint"));
      assertThat(none).isEmpty();
      assertThat(seen.pictures).containsExactly(0L, 1L, 2L);
    }
  }

  @Test
  void shouldGoOnWithEveryPictureWhereAGpuIsLost() {
    int[] left = {7};
    Backend gpu =
        new Backend(
            request -> {
              if (left[0]-- == 0) {
                throw new BackendFailedException("the GPU fell off the bus");
              }
            });
    List<String> told = new ArrayList<>();
    FailoverBackend backend =
        new FailoverBackend(
            new Provider(gpu), new Provider(new Backend(request -> {})), told::add, avatar -> {});
    clock.set(1_000_000_000);
    try (DrawPool pool = DrawPool.inline(backend);
        Lane lane = new Lane(clock, 0, pool, 4, 0, metrics)) {
      List<Throwable> failures = new CopyOnWriteArrayList<>();
      LaneProxy proxy = open(lane, failures);
      Counter ann = watch(proxy, "ann");
      Counter bob = watch(proxy, "bob");
      for (int i = 0; i < 6; i++) {
        tick(lane);
      }
      assertThat(failures).isEmpty();
      assertThat(ann.pictures).containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
      assertThat(bob.pictures).containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
      assertThat(told).containsExactly("the GPU fell off the bus");
    }
  }

  /** Opens one back end. */
  private record Provider(RenderBackend backend) implements RenderBackendProvider {
    @Override
    public String name() {
      return backend.name();
    }

    @Override
    public int rank() {
      return 0;
    }

    @Override
    public Optional<String> obstacle() {
      return Optional.empty();
    }

    @Override
    public RenderBackend open() {
      return backend;
    }

    @Override
    public boolean mayFail() {
      return true;
    }
  }

  @Test
  void shouldDrawSmallerPicturesWhileFullOnesComeLate() {
    long[] cost = {50_000_000};
    Backend busy = new Backend(r -> clock.set(clock.nanoTime() + (width(r) == 256 ? cost[0] : 0)));
    clock.set(1_000_000_000);
    try (DrawPool pool = DrawPool.inline(busy);
        Lane lane = new Lane(clock, 0, pool, 4, 1, metrics)) {
      LaneProxy proxy = open(lane, new ArrayList<>());
      List<Integer> sizes = new ArrayList<>();
      proxy.watch("ann", sizes(sizes), new PictureFormat(256, PictureFormat.Kind.I420, true));
      for (int i = 0; i < ResolutionLadder.STARTING + 20; i++) {
        tick(lane);
      }
      assertThat(sizes).hasSize(20 - ResolutionLadder.MANY_LATE).containsOnly(192);
      cost[0] = 0;
      sizes.clear();
      for (int i = 0; i < 530; i++) {
        tick(lane);
      }
      assertThat(sizes).hasSize(530).startsWith(192).endsWith(256);
    }
  }

  @Test
  void shouldKeepTheSizeOfAStreamThatAskedForIt() {
    Backend slow = new Backend(r -> clock.set(clock.nanoTime() + 30_000_000));
    clock.set(1_000_000_000);
    try (DrawPool pool = DrawPool.inline(slow);
        Lane lane = new Lane(clock, 0, pool, 4, 1, metrics)) {
      LaneProxy proxy = open(lane, new ArrayList<>());
      List<Integer> sizes = new ArrayList<>();
      proxy.watch("ann", sizes(sizes), new PictureFormat(256, PictureFormat.Kind.I420));
      proxy.watch("bob", sizes(sizes), new PictureFormat(256, PictureFormat.Kind.I420));
      for (int i = 0; i < ResolutionLadder.STARTING + 40; i++) {
        tick(lane);
      }
      assertThat(sizes).isNotEmpty().containsOnly(256);
      assertThat(proxy.stats("ann").lateCount() + proxy.stats("bob").lateCount()).isPositive();
    }
  }

  private static int width(DrawRequest request) {
    return request.targets().getFirst().view().width();
  }

  private static PortrayalViewer sizes(List<Integer> sizes) {
    return new PortrayalViewer() {
      @Override
      public void picture(long n, long due, Picture picture, HandOver handOver) {
        sizes.add(picture.width());
        handOver.handedOver(n, due);
      }
    };
  }

  private LaneProxy open(Lane lane, List<Throwable> failures) {
    return LaneProxy.open(lane, List.of(plan("ann"), plan("bob")), TestFaces.ROOM, failures::add);
  }

  private static Counter watch(LaneProxy proxy, String who) {
    Counter counter = new Counter();
    proxy.watch(who, counter, new PictureFormat(66, PictureFormat.Kind.I420));
    return counter;
  }

  private void tick(Lane lane) {
    clock.set(lane.nextDue());
    lane.step(clock.nanoTime());
  }

  private static void meet(CyclicBarrier together) {
    try {
      together.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
      throw new IllegalStateException("drew alone", e);
    }
  }

  private LaneProxy.Plan plan(String id) {
    return new LaneProxy.Plan(
        id,
        model,
        TestFaces.avatar("mira"),
        7,
        new VoiceDecoder(),
        new Deaf(),
        new Deaf(),
        new Tape());
  }

  private static final class Counter implements PortrayalViewer {
    private final List<Long> pictures = new CopyOnWriteArrayList<>();
    private final List<Long> frames = new CopyOnWriteArrayList<>();
    private final LongConsumer then;

    Counter() {
      this(n -> {});
    }

    Counter(LongConsumer then) {
      this.then = then;
    }

    @Override
    public void motion(long n, double t, float[] values) {
      frames.add(n);
    }

    @Override
    public void picture(long n, long due, Picture picture, HandOver handOver) {
      pictures.add(n);
      handOver.handedOver(n, due);
      then.accept(n);
    }
  }

  /** A real back end, with something before it draws. */
  private static final class Backend implements RenderBackend {
    private final RenderBackend real = RenderBackends.pick(Optional.of("scalar"));
    private final Consumer<DrawRequest> before;

    Backend(Consumer<DrawRequest> before) {
      this.before = before;
    }

    @Override
    public String name() {
      return real.name();
    }

    @Override
    public AvatarHandle load(Avatar avatar) {
      return real.load(avatar);
    }

    @Override
    public void draw(List<DrawRequest> batch) {
      batch.forEach(before);
      real.draw(batch);
    }

    @Override
    public void close() {
      real.close();
    }
  }
}
