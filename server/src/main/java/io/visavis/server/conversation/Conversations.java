package io.visavis.server.conversation;

import io.visavis.avatar.Avatar;
import io.visavis.server.LogLabel;
import io.visavis.server.Refusal;
import io.visavis.server.config.ServerConfig;
import io.visavis.server.lane.Lane;
import io.visavis.server.lane.LaneProxy;
import io.visavis.server.lane.NanoClock;
import io.visavis.server.lane.VoiceTap;
import io.visavis.server.metrics.ConversationMetrics;
import io.visavis.server.metrics.Ending;
import io.visavis.server.security.Secret;
import io.visavis.server.voice.VoiceDecoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All conversations of this server: creation, admission, life cycle. Any thread. */
public final class Conversations {
  private static final Logger log = LoggerFactory.getLogger(Conversations.class);

  /** An empty conversation may be ended before its time when somebody else needs the slots. */
  private static final Duration SPARE_AFTER = Duration.ofSeconds(5);

  private static final Duration LATER = Duration.ofSeconds(10);

  private final ServerConfig config;
  private final Catalogue catalogue;
  private final Lanes lanes;
  private final Admission admission;
  private final NanoClock clock;
  private final ConversationMetrics metrics;
  private final VoiceTaps taps;
  private final Map<String, Conversation> all = new ConcurrentHashMap<>();
  private final Map<String, Seat> seats = new ConcurrentHashMap<>();
  private final List<Consumer<Conversation>> endListeners = new CopyOnWriteArrayList<>();
  private volatile boolean draining;

  /** Where a conversation is, and what it was taken to cost there. */
  private record Seat(Lane lane, long cost) {}

  /** Picks the lane of the next conversation. */
  @FunctionalInterface
  public interface Lanes {
    /** The lane with the most room for that many portrayals, which cost so much together. */
    Lane pick(int portrayals, long cost);

    /** They have ended. */
    default void free(Lane lane, int portrayals, long cost) {}
  }

  /** Makes the tap of a participant's voice, or none. */
  @FunctionalInterface
  public interface VoiceTaps {
    /** The tap, or null. */
    @Nullable VoiceTap of(String conversation, String participant);
  }

  /** No conversations yet. */
  public Conversations(
      ServerConfig config,
      Catalogue catalogue,
      Lanes lanes,
      Admission admission,
      NanoClock clock,
      ConversationMetrics metrics,
      VoiceTaps taps) {
    this.config = config;
    this.catalogue = catalogue;
    this.lanes = lanes;
    this.admission = admission;
    this.clock = clock;
    this.metrics = metrics;
    this.taps = taps;
  }

  /**
   * Creates a conversation.
   *
   * @param settings of one or two participants
   * @param seed same seed, same faces
   * @throws Refusal if it does not fit, or something is asked for that is not there
   */
  public Conversation create(List<Settings> settings, long seed) {
    if (draining) {
      throw Refusal.draining();
    }
    if (settings.isEmpty() || settings.size() > 2) {
      throw Refusal.invalid(
          "A conversation of %d participants is not possible; it has one or two."
              .formatted(settings.size()));
    }
    if (all.size() >= config.limits().conversations()) {
      throw Refusal.busy(
          "conversations",
          "This server has %d conversations, and takes no more; try again later, or ask another one."
              .formatted(all.size()),
          LATER);
    }
    String id = Secret.random().reveal();
    Conversation conversation =
        new Conversation(
            id, settings, catalogue, clock, config.life(), config.limits().viewers(), admission);
    List<Avatar> avatars =
        settings.stream().map(s -> catalogue.avatar(s.avatar(), s.model())).toList();
    settings.forEach(s -> catalogue.backdrops().get(s.background()));
    long cost = conversation.held();
    if (!take(cost)) {
      throw admission.full(cost);
    }
    try {
      seat(conversation, settings, avatars, seed, cost);
    } catch (RuntimeException e) {
      conversation.giveBack();
      throw e;
    }
    all.put(id, conversation);
    for (Settings s : settings) {
      conversation.change(
          s.id(),
          new Settings.Change(
              null, s.relation(), s.emotion(), s.identity(), s.camera(), s.background()),
          0);
    }
    metrics.begun();
    log.atInfo()
        .addKeyValue(LogLabel.CONVERSATION, LogLabel.of(id))
        .log("Conversation {} of {} begins", LogLabel.of(id), settings.size());
    return conversation;
  }

  private void seat(
      Conversation conversation,
      List<Settings> settings,
      List<Avatar> avatars,
      long seed,
      long cost) {
    Lane lane = lanes.pick(settings.size(), cost);
    try {
      conversation.seat(open(conversation, lane, settings, avatars, seed));
    } catch (RuntimeException e) {
      lanes.free(lane, settings.size(), cost);
      throw e;
    }
    seats.put(conversation.id(), new Seat(lane, cost));
  }

  private LaneProxy open(
      Conversation conversation,
      Lane lane,
      List<Settings> settings,
      List<Avatar> avatars,
      long seed) {
    List<LaneProxy.Plan> plans = new ArrayList<>();
    for (int i = 0; i < settings.size(); i++) {
      Settings s = settings.get(i);
      plans.add(
          new LaneProxy.Plan(
              s.id(),
              catalogue.model(s.model()),
              avatars.get(i),
              seed + i,
              new VoiceDecoder(),
              new VoiceEvents(conversation, s.id(), metrics),
              new MotionEvents(conversation, s.id(), metrics),
              taps.of(conversation.id(), s.id())));
    }
    return LaneProxy.open(
        lane,
        plans,
        new LaneProxy.VoiceRoom(
            (int) config.voice().playOutDelay().toMillis(),
            (int) config.voice().buffer().toMillis(),
            (int) config.voice().queue().toMillis(),
            config.voice().queueMemory()),
        why -> end(conversation, Ending.FAILED));
  }

  private boolean take(long cost) {
    if (admission.take(cost)) {
      return true;
    }
    long now = clock.nanoTime();
    List<Conversation> spare =
        all.values().stream()
            .filter(c -> c.emptyFor(now) >= SPARE_AFTER.toNanos())
            .sorted(Comparator.comparingLong((Conversation c) -> c.emptyFor(now)).reversed())
            .toList();
    for (Conversation c : spare) {
      end(c, Ending.ROOM);
      if (admission.take(cost)) {
        return true;
      }
    }
    return false;
  }

  /** The conversation of that id, or a refusal. */
  public Conversation get(String id) {
    Conversation conversation = all.get(id);
    if (conversation == null) {
      throw Refusal.notFound("There is no such conversation, or it has ended.");
    }
    return conversation;
  }

  /** All that have not ended. */
  public Collection<Conversation> all() {
    return List.copyOf(all.values());
  }

  /** How many voices are given in that way, in all conversations. */
  public int voices(VoiceKind kind) {
    return all.values().stream().mapToInt(c -> c.voices(kind)).sum();
  }

  /** How many watch, in all conversations. */
  public int viewers() {
    return all.values().stream().mapToInt(Conversation::viewers).sum();
  }

  /** Ends a conversation. */
  public void end(Conversation conversation, Ending why) {
    if (!all.remove(conversation.id(), conversation)) {
      return;
    }
    conversation.end(why.sentence());
    metrics.ended(why);
    Seat seat = seats.remove(conversation.id());
    if (seat != null) {
      lanes.free(seat.lane, conversation.participants().size(), seat.cost);
    }
    conversation.giveBack();
    endListeners.forEach(l -> l.accept(conversation));
    String label = LogLabel.of(conversation.id());
    log.atInfo()
        .addKeyValue(LogLabel.CONVERSATION, label)
        .addKeyValue("reason", why.id())
        .log("Conversation {} ends: {}", label, why.sentence());
  }

  /** Ends what has outlived itself. Called about once a second. */
  public void sweep() {
    long now = clock.nanoTime();
    for (Conversation c : all.values()) {
      if (c.expired(now)) {
        end(c, c.wasJoined() ? Ending.LEFT : Ending.UNJOINED);
      }
    }
  }

  /** Has {@code listener} told of every conversation that ends; it returns at once. */
  public void onEnd(Consumer<Conversation> listener) {
    endListeners.add(listener);
  }

  /** From now on no conversation is created. */
  public void drain() {
    draining = true;
  }

  /** Whether the server is about to stop. */
  public boolean draining() {
    return draining;
  }

  /** How many portrayals there are. */
  public int portrayals() {
    return all.values().stream().mapToInt(c -> c.participants().size()).sum();
  }

  /** The slots. */
  public Admission admission() {
    return admission;
  }

  /** Avatars and models. */
  public Catalogue catalogue() {
    return catalogue;
  }
}
