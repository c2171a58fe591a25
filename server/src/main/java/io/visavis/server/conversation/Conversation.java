package io.visavis.server.conversation;

import io.visavis.avatar.Avatar;
import io.visavis.inference.Control;
import io.visavis.render.Backdrop;
import io.visavis.server.LogLabel;
import io.visavis.server.Refusal;
import io.visavis.server.config.ServerConfig.Life;
import io.visavis.server.conversation.Viewing.Demand;
import io.visavis.server.lane.LaneProxy;
import io.visavis.server.lane.NanoClock;
import io.visavis.server.lane.PictureFormat;
import io.visavis.server.lane.PortrayalStats;
import io.visavis.server.lane.PortrayalViewer;
import io.visavis.server.voice.VoiceInbox;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One or two participants on one media clock, from creation to end. Any thread; its lock is never
 * held while a lane or a client is called.
 */
public final class Conversation {
  private static final Logger log = LoggerFactory.getLogger(Conversation.class);

  private final String id;
  private final Map<String, Participant> participants = new LinkedHashMap<>();
  private final List<Event.Sink> sinks = new CopyOnWriteArrayList<>();
  private final Catalogue catalogue;
  private final NanoClock clock;
  private final Life life;
  private final int viewersLimit;
  private final long createdAt;
  private @Nullable LaneProxy lane;
  private boolean joined;
  private long emptySince;
  private boolean ended;

  Conversation(
      String id,
      List<Settings> settings,
      Catalogue catalogue,
      NanoClock clock,
      Life life,
      int viewersLimit,
      Admission admission) {
    this.id = id;
    this.catalogue = catalogue;
    this.clock = clock;
    this.life = life;
    this.viewersLimit = viewersLimit;
    this.createdAt = clock.nanoTime();
    this.emptySince = createdAt;
    for (Settings s : settings) {
      if (participants.put(s.id(), new Participant(s, new Reservation(admission, s))) != null) {
        throw Refusal.of(
            Refusal.Kind.CONFLICT,
            "Two participants have the id '%s'; each has its own.".formatted(s.id()));
      }
    }
  }

  /** Gives it its lane, before anybody else knows it. */
  void seat(LaneProxy proxy) {
    lane = proxy;
  }

  private LaneProxy lane() {
    LaneProxy proxy = lane;
    if (proxy == null) {
      throw new IllegalStateException("The conversation has no lane yet.");
    }
    return proxy;
  }

  /** Its unguessable name. */
  public String id() {
    return id;
  }

  /** What its portrayals take of the machine now, nanoseconds of a core a frame. */
  long held() {
    return participants.values().stream().mapToLong(p -> p.reservation.held()).sum();
  }

  /** Gives back what its portrayals take. */
  void giveBack() {
    participants.values().forEach(p -> p.reservation.close());
  }

  /** Those who take part, in the order of creation. */
  public Collection<Participant> participants() {
    return List.copyOf(participants.values());
  }

  /** The participant of that id, or a refusal. */
  public Participant participant(String participant) {
    Participant p = participants.get(participant);
    if (p == null) {
      throw Refusal.notFound(
          "This conversation has no participant '%s'; it has %s."
              .formatted(
                  Settings.printable(participant), String.join(", ", participants.keySet())));
    }
    return p;
  }

  /** The numbers of the portrayal of that participant. */
  public PortrayalStats stats(String of) {
    return lane().stats(participant(of).id());
  }

  /** Whether somebody gives that participant's voice. */
  public synchronized boolean publishing(Participant participant) {
    return participant.publication != null;
  }

  /** How many watch the portrayal of that participant. */
  public synchronized int viewers(Participant participant) {
    return participant.viewers;
  }

  /** How many voices are given in that way. */
  synchronized int voices(VoiceKind kind) {
    int n = 0;
    for (Participant p : participants.values()) {
      Publication publication = p.publication;
      n += publication != null && publication.kind() == kind ? 1 : 0;
    }
    return n;
  }

  /** How many watch. */
  synchronized int viewers() {
    return participants.values().stream().mapToInt(p -> p.viewers).sum();
  }

  /** How many give a voice or watch. */
  public synchronized int present() {
    int n = 0;
    for (Participant p : participants.values()) {
      Publication publication = p.publication;
      n += p.viewers + (publication != null && publication.present() ? 1 : 0);
    }
    return n;
  }

  /**
   * Takes the right to give a participant's voice.
   *
   * @throws Refusal CONFLICT if somebody has it
   */
  public Publication publish(String participant) {
    return publish(participant, true, false);
  }

  /** As {@link #publish}, of a voice that comes faster than it is spoken and is paced here. */
  public Publication publishPaced(String participant) {
    return publish(participant, true, true);
  }

  /** As {@link #publish}, by the server itself, which does not count as somebody being there. */
  public Publication speak(String participant) {
    return publish(participant, false, false);
  }

  private Publication publish(String participant, boolean present, boolean paced) {
    Participant p = participant(participant);
    VoiceInbox inbox = lane().inbox(p.id());
    Publication publication = new Publication(this, p, inbox, present, paced);
    synchronized (this) {
      requireOpen();
      if (p.publication != null) {
        throw Refusal.of(
            Refusal.Kind.CONFLICT,
            "Somebody gives the voice of '%s' already; it is free once they have left."
                .formatted(p.id()));
      }
      p.publication = publication;
      p.vanished = false;
      joined |= present;
      inbox.anotherSpeaks(paced); // with a clock of their own
    }
    tell(new Event(Event.Kind.JOINED, p.id(), "'%s' has joined.".formatted(p.id()), 0));
    return publication;
  }

  void left(Publication publication) {
    Participant p = publication.participant();
    synchronized (this) {
      if (p.publication != publication) {
        return;
      }
      p.publication = null;
      p.vanished = true;
      p.leftAt = clock.nanoTime();
      noteIfEmpty();
    }
  }

  /**
   * Adds a viewer of the portrayal of a participant, with pictures where it says which.
   *
   * @throws Refusal BUSY if too many watch or the pictures do not fit, INVALID if there are none
   */
  public Viewing watch(String of, PortrayalViewer viewer, @Nullable PictureFormat format) {
    return watch(of, viewer, format, true, format == null ? null : new Demand(format, 0));
  }

  /** As {@link #watch}, by one who sees the pictures of a {@link #feed}, encoded. */
  Viewing admit(String of, PictureFormat format, int encodings) {
    return watch(of, new PortrayalViewer() {}, null, true, new Demand(format, encodings));
  }

  /** As {@link #watch}, for what stands for viewers who are counted one by one. */
  Viewing feed(String of, PortrayalViewer viewer, @Nullable PictureFormat format) {
    return watch(of, viewer, format, false, null);
  }

  private Viewing watch(
      String of,
      PortrayalViewer viewer,
      @Nullable PictureFormat format,
      boolean counts,
      @Nullable Demand demand) {
    Participant p = participant(of);
    Viewing viewing = new Viewing(this, p, viewer, counts, demand);
    if (demand != null) {
      p.reservation.watch(demand.format(), demand.encodings());
    }
    try {
      enter(p, counts);
    } catch (Refusal refusal) {
      giveBack(viewing);
      throw refusal;
    }
    lane().watch(p.id(), viewing.gate(), format);
    return viewing;
  }

  private synchronized void enter(Participant p, boolean counts) {
    requireOpen();
    if (counts && p.viewers >= viewersLimit) {
      throw Refusal.busy(
          "viewers",
          "%d watch the portrayal of '%s' already, and no more may.".formatted(p.viewers, p.id()),
          java.time.Duration.ofSeconds(10));
    }
    p.viewers += counts ? 1 : 0;
    joined |= counts;
  }

  private static void giveBack(Viewing viewing) {
    Demand demand = viewing.demand();
    if (demand != null) {
      viewing.participant().reservation.unwatch(demand.format(), demand.encodings());
    }
  }

  void left(Viewing viewing) {
    Participant p = viewing.participant();
    giveBack(viewing);
    synchronized (this) {
      if (viewing.counts()) {
        p.viewers--;
        noteIfEmpty();
      }
      if (ended) {
        return;
      }
    }
    lane().leave(p.id(), viewing.gate());
  }

  private void noteIfEmpty() {
    if (present() == 0) {
      emptySince = clock.nanoTime();
    }
  }

  private void requireOpen() {
    if (ended) {
      throw Refusal.notFound("This conversation has ended.");
    }
  }

  /** Tells {@code sink} what happens from now on. */
  public void subscribe(Event.Sink sink) {
    sinks.add(sink);
  }

  /** Ends {@link #subscribe}. */
  public void unsubscribe(Event.Sink sink) {
    sinks.remove(sink);
  }

  void tell(Event event) {
    if (event.kind() != Event.Kind.ENDED) { // which the log has once, for all
      log.atLevel(event.kind().level())
          .addKeyValue(LogLabel.CONVERSATION, LogLabel.of(id))
          .addKeyValue("participant", event.participant())
          .addKeyValue("event", event.kind())
          .log("In conversation {}: {}", LogLabel.of(id), event.detail());
    }
    for (Event.Sink sink : sinks) {
      sink.event(event);
    }
  }

  private void refused(Participant p, String sentence) {
    tell(new Event(Event.Kind.INPUT_REFUSED, p.id(), sentence, 0));
  }

  void motion(Participant p, double t, float[] values, boolean @Nullable [] mask) {
    lane().motion(p.id(), t, values, mask, sentence -> refused(p, sentence));
  }

  void flush(Participant p) {
    lane().flush(p.id());
  }

  /**
   * Changes how a participant is portrayed.
   *
   * @param atSample on the participant's own clock; 0 is now
   * @throws Refusal NOT_FOUND if there is no such avatar or background, INVALID if the model does
   *     not move it, BUSY if there is no room for a heavier one
   */
  public void change(String participant, Settings.Change change, long atSample) {
    Participant p = participant(participant);
    Backdrop backdrop =
        change.background() == null ? null : catalogue.backdrops().get(change.background());
    if (change.avatar() != null) {
      show(p, change.avatar());
    }
    if (backdrop != null) {
      lane().back(p.id(), backdrop);
    }
    if (change.camera() != null) {
      lane().look(p.id(), change.camera());
    }
    if (change.relation() != null) {
      control(p, new Control.SetRelation(change.relation()), atSample);
    }
    if (change.emotion() != null) {
      control(p, new Control.SetEmotion(change.emotion()), atSample);
    }
    if (change.identity() != null && !change.identity().isEmpty()) {
      control(p, new Control.SetIdentity(change.identity()), atSample);
    }
    synchronized (this) {
      p.settings(p.settings().with(change));
    }
  }

  private void show(Participant p, String name) {
    Avatar avatar = catalogue.avatar(name, p.settings().model());
    String before = p.settings().avatar();
    if (name.equals(p.initial().avatar())) {
      p.reservation.showAgain(name);
    } else {
      p.reservation.show(name);
    }
    try {
      lane().show(p.id(), avatar);
    } catch (Refusal refusal) {
      p.reservation.showAgain(before);
      throw refusal;
    }
  }

  private void control(Participant p, Control control, long atSample) {
    lane().control(p.id(), control, atSample, sentence -> refused(p, sentence));
  }

  /** Whether it is time to end: empty, or joined by nobody, for too long. Resets who vanished. */
  boolean expired(long nowNanos) {
    for (Participant p : participants.values()) {
      boolean forget;
      synchronized (this) {
        forget =
            p.vanished && p.publication == null && nowNanos - p.leftAt >= life.vanished().toNanos();
        if (forget) {
          p.vanished = false;
        }
      }
      if (forget) {
        forget(p);
      }
    }
    synchronized (this) {
      long limit = joined ? life.empty().toNanos() : life.unjoined().toNanos();
      return present() == 0 && nowNanos - emptySince >= limit;
    }
  }

  /** The state of one who vanished is kept no longer: as it was at creation. */
  private void forget(Participant p) {
    lane().flush(p.id());
    Settings s = p.initial();
    // Who is shown as they were is not looked up again: its file may have been replaced.
    String avatar = s.avatar().equals(p.settings().avatar()) ? null : s.avatar();
    try {
      change(
          p.id(),
          new Settings.Change(
              avatar, s.relation(), s.emotion(), s.identity(), s.camera(), s.background()),
          0);
    } catch (Refusal refusal) {
      refused(p, refusal.sentence());
    }
    tell(new Event(Event.Kind.LEFT, p.id(), "'%s' has left.".formatted(p.id()), 0));
  }

  /** Whether anybody ever gave a voice or watched. */
  synchronized boolean wasJoined() {
    return joined;
  }

  /** How long nobody has been there, nanoseconds; 0 when somebody is, or nobody ever was. */
  synchronized long emptyFor(long nowNanos) {
    return joined && present() == 0 ? nowNanos - emptySince : 0;
  }

  /** Ends it; tells the clients why. */
  void end(String why) {
    synchronized (this) {
      if (ended) {
        return;
      }
      ended = true;
    }
    for (Participant p : participants.values()) {
      tell(new Event(Event.Kind.ENDED, p.id(), why, 0));
    }
    lane().close();
  }
}
