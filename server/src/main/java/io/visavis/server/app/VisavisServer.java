package io.visavis.server.app;

import com.linecorp.armeria.common.prometheus.PrometheusMeterRegistries;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.healthcheck.SettableHealthChecker;
import com.linecorp.armeria.server.prometheus.PrometheusExpositionService;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.visavis.avatar.registry.AvatarRegistry;
import io.visavis.inference.model.MotionModel;
import io.visavis.render.RenderBackend;
import io.visavis.render.RenderBackends;
import io.visavis.server.Refusal;
import io.visavis.server.backdrop.Backdrops;
import io.visavis.server.config.ConfigException;
import io.visavis.server.config.ServerConfig;
import io.visavis.server.conversation.Admission;
import io.visavis.server.conversation.Catalogue;
import io.visavis.server.conversation.Conversation;
import io.visavis.server.conversation.Conversations;
import io.visavis.server.conversation.MediaGate;
import io.visavis.server.grpc.ConversationsGrpcService;
import io.visavis.server.lane.DrawPool;
import io.visavis.server.lane.NanoClock;
import io.visavis.server.lane.WakingClock;
import io.visavis.server.metrics.ConversationMetrics;
import io.visavis.server.metrics.Ending;
import io.visavis.server.metrics.FailureMetrics;
import io.visavis.server.rest.CatalogueService;
import io.visavis.server.rest.ConversationService;
import io.visavis.server.rest.HeadShots;
import io.visavis.server.rest.Node;
import io.visavis.server.sample.Samples;
import io.visavis.server.security.AccessGuard;
import io.visavis.server.security.ClientLimits;
import io.visavis.server.security.OriginRule;
import io.visavis.server.security.TokenVerifier;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A running server: one port, its lanes and timers. */
public final class VisavisServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(VisavisServer.class);

  private static final int MOST_PORTRAYALS = 1_000;
  private static final Duration QUIET = Duration.ofMillis(100);
  private static final Duration STOP = Duration.ofSeconds(2);

  private final ServerConfig config;
  private final @Nullable TokenVerifier tokens;
  private final ClientLimits limits;
  private final Catalogue catalogue;
  private final LanePool lanes;
  private final Conversations conversations;
  private final HeadShots headShots;
  private final Media media;
  private final MachineMeters machine;
  private final SettableHealthChecker ready = new SettableHealthChecker(true);
  private final Timers timers = new Timers();
  private final Server server;
  private final DrawPool drawing;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final CountDownLatch hurry = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);

  /**
   * Starts a server; it serves when this returns.
   *
   * @throws ConfigException with one sentence if it cannot
   */
  public VisavisServer(
      ServerConfig config, AvatarRegistry avatars, Map<String, MotionModel> models) {
    this.config = config;
    boolean loopback = Ports.loopback(config.listen().host());
    if (!loopback && !config.security().guarded() && !config.security().open()) {
      throw new ConfigException(
          "Listening on %s lets others in: set VISAVIS_API_KEY, security.api-key-file or security.tokens, or security.open = true."
              .formatted(config.listen().host()));
    }
    NanoClock clock = NanoClock.system();
    limits = new ClientLimits(config.limits().clients(), clock);
    tokens = TokenVerifier.of(config.security().tokens(), InstantSource.system());
    Ports.requireFree(config.listen());
    NativeCode.load();
    catalogue =
        new Catalogue(
            avatars,
            config.avatars().defaultName(),
            models,
            config.models().defaultName(),
            backdrops(config.backgrounds()),
            config.backgrounds().defaultName());
    PrometheusMeterRegistry registry = PrometheusMeterRegistries.newRegistry();
    machine = new MachineMeters(registry);
    FailureMetrics failures = new FailureMetrics(registry);
    Supplier<RenderBackend> backends =
        RenderBackends.supplier(
            Optional.of(config.renderBackend()).filter(name -> !name.equals("auto")),
            why -> failures.failover());
    int cores = Runtime.getRuntime().availableProcessors();
    RenderBackend still = backends.get();
    headShots = new HeadShots(still);
    Admission admission =
        new Capacity(config, catalogue, cores).admission(still, HeapRoom.ofJvm(clock));
    int portrayals = Math.min(admission.motionOnly(), MOST_PORTRAYALS);
    int laneCount = config.lanes().count() == 0 ? cores : config.lanes().count();
    int drawThreads = config.lanes().drawThreads() == 0 ? cores : config.lanes().drawThreads();
    drawing = DrawPool.threads(drawThreads, backends, portrayals);
    lanes =
        new LanePool(
            laneCount,
            Math.max(Capacity.FEWEST_SLOTS, 2 * portrayals / laneCount),
            config.lanes().drawBatch(),
            drawing,
            clock,
            registry);
    preload();
    NanoClock patience = new WakingClock(clock);
    conversations =
        new Conversations(
            config,
            catalogue,
            lanes,
            admission,
            patience,
            new ConversationMetrics(registry),
            VoiceDump.taps(config.voice().dumpDirectory()));
    media =
        new Media(
            config,
            new MediaGate(conversations, config.pictures()),
            conversations,
            patience,
            timers);
    Samples samples = new Samples(conversations, clock);
    server = server(registry, clock, samples, loopback);
    gauges(registry);
    timers.every(1_000, conversations::sweep);
    timers.every(100, samples::speak);
    timers.every(100, lanes.watch(clock)::look);
  }

  private static Backdrops backdrops(ServerConfig.Registry registry) {
    Backdrops backdrops = new Backdrops(registry.directory());
    try {
      backdrops.get(registry.defaultName());
    } catch (Refusal e) {
      throw new ConfigException("The key backgrounds.default is wrong: " + e.sentence());
    }
    return backdrops;
  }

  /** Every avatar is read now, so that no conversation waits for it. */
  private void preload() {
    for (String name : catalogue.avatarNames()) {
      try {
        lanes.load(catalogue.avatar(name));
      } catch (Refusal e) {
        // The calibration has said why.
      }
    }
  }

  private Server server(
      PrometheusMeterRegistry registry, NanoClock clock, Samples samples, boolean loopback) {
    ServerBuilder builder = Server.builder();
    Ports.bind(builder, config);
    Acceptor.use(builder);
    Node node = new Node(config);
    AccessGuard guard = new AccessGuard(conversations, config.security().apiKey(), tokens);
    builder.meterRegistry(registry);
    builder.accessLogWriter(new RefusalCounter(registry), false);
    builder.unloggedExceptionsReportInterval(Duration.ZERO); // refusals are answers, not faults
    Front.rest(
        builder,
        config.limits(),
        new ConversationService(conversations, guard, node, samples, clock, new SecureRandom()),
        new CatalogueService(
            catalogue,
            headShots,
            conversations.admission(),
            config,
            node,
            drawing::backend,
            loopback));
    Front.grpc(
        builder,
        config.limits(),
        ready,
        new ConversationsGrpcService(conversations, guard, node, clock));
    Front.health(builder, lanes::alive, ready);
    media.bind(builder);
    builder.service("/metrics", PrometheusExpositionService.of(registry.getPrometheusRegistry()));
    builder.serviceUnder("/", Page.service(config.pageDirectory()));
    Front.guard(
        builder,
        limits,
        new OriginRule(loopback, config.listen().publicUrl(), config.security().origins()),
        guard);
    builder.gracefulShutdownTimeout(QUIET, STOP);
    try {
      Server built = builder.build();
      built.start().join();
      return built;
    } catch (CompletionException e) {
      close();
      throw Ports.taken(config.listen());
    } catch (IllegalStateException e) {
      close();
      throw config.tls().on() ? Ports.unfit(config.tls()) : e;
    }
  }

  private void gauges(PrometheusMeterRegistry registry) {
    Gauges gauges = new Gauges(registry);
    gauges.conversations(conversations, media::viewers);
    gauges.ready(ready::isHealthy);
    gauges.lanes(lanes);
    gauges.backends(drawing, catalogue);
  }

  /** The port that it listens on. */
  public int port() {
    return server.activeLocalPort();
  }

  /** Whether only this machine reaches it. */
  public boolean loopbackOnly() {
    return Ports.loopback(config.listen().host());
  }

  /** The name of what draws. */
  public String renderBackend() {
    return drawing.backend();
  }

  /** What there is to choose from. */
  public Catalogue catalogue() {
    return catalogue;
  }

  /** Its conversations. */
  public Conversations conversations() {
    return conversations;
  }

  /**
   * Takes no new conversations and waits until the last has ended, or for the configured time; then
   * closes.
   */
  public void drainAndClose() throws InterruptedException {
    conversations.drain();
    ready.setHealthy(false);
    long deadline = System.nanoTime() + config.drain().toNanos();
    if (!conversations.all().isEmpty() && !config.drain().isZero()) {
      log.info(
          "Draining: {} conversations go on for up to {} s; asked again, the server ends at once",
          conversations.all().size(),
          config.drain().toSeconds());
    }
    while (!conversations.all().isEmpty() && System.nanoTime() < deadline) {
      if (hurry.await(100, TimeUnit.MILLISECONDS)) {
        break;
      }
    }
    close();
    ended.await(); // where another thread had begun to close it
  }

  /** Ends {@link #drainAndClose} without waiting for conversations. */
  public void hurry() {
    hurry.countDown();
  }

  /** Ends all conversations, then gives everything back. Harmless when repeated. */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    try {
      giveBack();
    } finally {
      ended.countDown();
    }
  }

  private void giveBack() {
    for (Conversation c : conversations.all()) {
      conversations.end(c, Ending.SHUTDOWN);
    }
    timers.close();
    media.close();
    if (server != null) {
      server.stop().join();
    }
    lanes.close();
    headShots.close();
    catalogue.close();
    machine.close();
  }
}
