package io.visavis.server.lane;

import io.visavis.inference.Control;
import io.visavis.inference.MotionStream;
import io.visavis.inference.corrective.CoefficientModel;
import io.visavis.inference.corrective.CoefficientStream;
import io.visavis.inference.inpaint.InpaintModel;
import io.visavis.inference.model.MotionModel;
import io.visavis.render.Backdrop;
import io.visavis.server.metrics.Failure;
import io.visavis.server.metrics.FrameMetrics;
import io.visavis.server.metrics.LateReason;
import io.visavis.server.metrics.Stage;
import io.visavis.server.voice.VoiceInbox;
import io.visavis.server.voice.VoiceTimeline;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One participant shown to the other: voices in, motion and pictures out. Owned by its lane; only
 * what {@link HandOver} says may come from elsewhere.
 */
public final class Portrayal implements PortrayalViewer.HandOver {
  /** A picture later than this after it is due is not worth showing. */
  static final long LATE_NANOS = 40_000_000L;

  private static final int IN_FLIGHT = 64;

  /** Frames whose pictures may still be on their way. */
  private static final int ON_THEIR_WAY = 8;

  private static final long UNKNOWN = Long.MIN_VALUE;
  private static final long SECOND = 1_000_000_000L;

  private final String of;
  private final MotionModel model;
  private final MotionStream stream;
  private final ParticipantVoice self;
  private final @Nullable ParticipantVoice partner;
  private final MotionListener ownEvents;
  private final @Nullable MotionListener partnerEvents;
  private final FrameMetrics metrics;
  private final PortrayalStats stats = new PortrayalStats();
  private final LaterControls later = new LaterControls();
  private final List<PictureFeed> feeds = new ArrayList<>();
  private final List<PortrayalViewer> listeners = new ArrayList<>();
  private final long[] stageNanos = new long[Stage.values().length];
  private final AtomicLongArray arrivals = new AtomicLongArray(IN_FLIGHT);
  private final AtomicLongArray dues = new AtomicLongArray(IN_FLIGHT);
  private final AtomicLongArray took = new AtomicLongArray(IN_FLIGHT);
  private final long lookaheadNanos;
  private boolean seen;
  private boolean works = true;
  private boolean mends = true;
  private long heard;
  private LoadedAvatar avatar;
  private @Nullable CoefficientStream corrections;
  private Camera camera;
  private Backdrop backdrop = Backdrop.OWN;

  Portrayal(
      String of,
      MotionModel model,
      long seed,
      ParticipantVoice self,
      @Nullable ParticipantVoice partner,
      MotionListener ownEvents,
      @Nullable MotionListener partnerEvents,
      LoadedAvatar avatar,
      FrameMetrics metrics) {
    this.of = of;
    this.model = model;
    this.stream =
        new MotionStream(
            model,
            seed,
            partner == null ? MotionStream.Partner.ABSENT : MotionStream.Partner.EXPECTED);
    this.self = self;
    this.partner = partner;
    this.ownEvents = ownEvents;
    this.partnerEvents = partnerEvents;
    this.avatar = avatar;
    this.corrections = corrections(avatar);
    this.camera = Camera.FRONT;
    this.metrics = metrics;
    for (int i = 0; i < IN_FLIGHT; i++) {
      took.set(i, UNKNOWN);
    }
    this.lookaheadNanos = stream.lookaheadSamples48k() * SECOND / 48_000;
  }

  private @Nullable CoefficientStream corrections(LoadedAvatar shown) {
    CoefficientModel network = shown.network();
    return network == null ? null : new CoefficientStream(network, model.card().space(), heard);
  }

  /** The participant who is portrayed. */
  public String of() {
    return of;
  }

  /** Its numbers. */
  public PortrayalStats stats() {
    return stats;
  }

  MotionModel model() {
    return model;
  }

  MotionStream stream() {
    return stream;
  }

  ParticipantVoice self() {
    return self;
  }

  List<PictureFeed> feeds() {
    return feeds;
  }

  long[] stageNanos() {
    return stageNanos;
  }

  /** Gives the motion stream what its voices have read. */
  void hear() {
    stream.self(self.block(), 0, self.count());
    if (corrections != null) {
      corrections.hear(self.block(), 0, self.count());
    }
    heard += self.count();
    later.pass(self.timeline(), stream);
    ParticipantVoice other = partner;
    if (other != null) {
      stream.partner(other.block(), 0, self.count());
    }
  }

  /**
   * Changes how it moves, from the participant's own sample on; 0 is now. Of a paced voice, from
   * where that sample is played.
   *
   * @param turn of the voice, in which it was asked for
   */
  void control(Control change, long atOwnSample, VoiceInbox.Turn turn, Consumer<String> onRefused) {
    if (atOwnSample == 0) {
      stream.control(change, 0);
    } else if (turn.paced()) {
      later.add(change, atOwnSample, turn, onRefused);
    } else {
      long at = Math.round(self.timeline().conversationAt((double) atOwnSample));
      stream.control(change, Math.max(0, at));
    }
  }

  /** The voice was cut off before frame n: the mouth shuts. */
  void hush(long n) {
    stream.control(new Control.Hush(), n * LaneConversation.FRAME);
  }

  void show(LoadedAvatar next) {
    avatar = next;
    corrections = corrections(next);
    mends = true;
    show();
  }

  /** What changes the avatar's Gaussians besides its rig, where its file has a network for it. */
  @Nullable CoefficientStream corrections() {
    return corrections;
  }

  void look(Camera from) {
    camera = from;
    show();
  }

  void back(Backdrop behind) {
    backdrop = behind;
    show();
  }

  private void show() {
    feeds.forEach(f -> f.show(avatar, camera, backdrop));
  }

  /** Adds a viewer; it gets pictures too where it names a format. */
  void add(PortrayalViewer viewer, @Nullable PictureFormat format) {
    listeners.add(viewer);
    if (format == null) {
      return;
    }
    for (PictureFeed feed : feeds) {
      if (feed.format().equals(format)) {
        feed.viewers().add(viewer);
        return;
      }
    }
    PictureFeed feed = new PictureFeed(format, avatar, model.card().space(), camera, backdrop);
    feed.viewers().add(viewer);
    feeds.add(feed);
  }

  void remove(PortrayalViewer viewer) {
    listeners.remove(viewer);
    feeds.forEach(f -> f.viewers().remove(viewer));
    feeds.removeIf(f -> f.viewers().isEmpty());
  }

  /** Motion frame n has been made: tells the viewers, with the voice that belongs to it. */
  void moved(long n, long dueNanos, float[] voice) {
    sayVoiceToVideo(n);
    int slot = (int) (n % IN_FLIGHT);
    arrivals.set(slot, self.timeline().arrivalNanos());
    dues.set(slot, dueNanos);
    stats.frame();
    stats.voice(
        self.timeline().waitingMillis(),
        self.timeline().concealedSamples(),
        self.timeline().droppedSamples());
    sayMotion(n);
    if (listeners.isEmpty()) {
      return;
    }
    int frame = voice.length;
    self.hold().read(n * frame, voice, frame);
    double t = self.timeline().ownAt((double) n * frame) / 48_000;
    for (int i = 0; i < listeners.size(); i++) {
      PortrayalViewer viewer = listeners.get(i);
      viewer.motion(n, t, stream.motion());
      viewer.voice(n, dueNanos, voice, 0, frame);
    }
  }

  /** What is known by now of the pictures of frames before n. */
  private void sayVoiceToVideo(long n) {
    for (long before = Math.max(0, n - ON_THEIR_WAY); before < n; before++) {
      long nanos = took.getAndSet((int) (before % IN_FLIGHT), UNKNOWN);
      if (nanos == UNKNOWN) {
        continue;
      }
      stats.voiceToVideo(before, nanos);
      for (int i = 0; i < listeners.size(); i++) {
        listeners.get(i).voiceToVideo(before, nanos);
      }
    }
  }

  /** What has changed about the partner's face and the networks. */
  private void sayMotion(long n) {
    long at = n * LaneConversation.FRAME;
    ParticipantVoice other = partner;
    MotionListener events = partnerEvents;
    if (other != null && events != null && stream.seesPartner() != seen) {
      seen = !seen;
      long own = Math.round(other.timeline().ownAt((double) at));
      if (seen) {
        events.motionBack(own);
      } else {
        events.motionLost(own);
      }
    }
    if (stream.modelWorks() != works) {
      works = !works;
      if (!works) {
        ownEvents.modelFailed(Math.round(self.timeline().ownAt((double) at)));
      }
    }
    InpaintModel seam = avatar.seam();
    if (seam != null && mends && !seam.works()) {
      mends = false;
      ownEvents.inpaintingFailed(Math.round(self.timeline().ownAt((double) at)));
    }
  }

  /** Notes a stage of the frame in hand that the CPU ran. */
  void stage(Stage stage, long nanos) {
    stage(stage, nanos, FrameMetrics.CPU);
  }

  /** Notes a stage of the frame in hand, and what ran it. */
  void stage(Stage stage, long nanos, String backend) {
    stageNanos[stage.ordinal()] = nanos;
    stats.stage(stage, nanos);
    metrics.stage(stage, nanos, backend);
  }

  void sayTiming(long n) {
    for (int i = 0; i < listeners.size(); i++) {
      listeners.get(i).timing(n, stageNanos);
    }
  }

  @Override
  public void handedOver(long n, long atNanos) {
    int slot = (int) (n % IN_FLIGHT);
    long arrival = arrivals.get(slot);
    if (arrival != VoiceTimeline.NEVER) {
      long nanos = atNanos - arrival + lookaheadNanos;
      stats.voiceToVideo(nanos);
      metrics.voiceToVideo(nanos);
      took.set(slot, nanos);
    }
    stats.picture(atNanos);
    if (atNanos - dues.get(slot) > LATE_NANOS) {
      stats.late(1);
      metrics.late();
    }
  }

  /** A picture was smaller than its viewers asked for. */
  void reduced() {
    metrics.reduced();
  }

  /** It has another size from the next frame on. */
  void drawnAt(int size, int wanted) {
    ownEvents.drawnAt(size, wanted);
  }

  /** Something failed in drawing it. */
  void failed(Failure failure) {
    metrics.failed(failure);
  }

  @Override
  public void dropped(long n) {
    dropped(n, LateReason.BLOCKED);
  }

  /** So many frames are gone, and nothing was made of them. */
  void skipped(long frames) {
    if (!feeds.isEmpty()) {
      stats.late(frames * feeds.size());
      metrics.skipped(frames * feeds.size());
    }
  }

  void dropped(long n, LateReason reason) {
    stats.late(1);
    stats.voiceToVideo(SECOND * 60);
    took.set((int) (n % IN_FLIGHT), PortrayalViewer.DROPPED);
    metrics.dropped(reason);
  }
}
