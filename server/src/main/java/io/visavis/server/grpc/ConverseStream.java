package io.visavis.server.grpc;

import io.grpc.stub.StreamObserver;
import io.visavis.avatar.motion.MotionSpace;
import io.visavis.proto.v1.Control;
import io.visavis.proto.v1.Downstream;
import io.visavis.proto.v1.Join;
import io.visavis.proto.v1.Motion;
import io.visavis.proto.v1.Upstream;
import io.visavis.proto.v1.Voice;
import io.visavis.render.View;
import io.visavis.server.Problems;
import io.visavis.server.Refusal;
import io.visavis.server.conversation.Conversation;
import io.visavis.server.conversation.Conversations;
import io.visavis.server.conversation.Event;
import io.visavis.server.conversation.Participant;
import io.visavis.server.conversation.Publication;
import io.visavis.server.conversation.Settings;
import io.visavis.server.conversation.Viewing;
import io.visavis.server.lane.NanoClock;
import io.visavis.server.lane.PictureFormat;
import io.visavis.server.security.AccessGuard;
import io.visavis.server.security.Credentials;
import io.visavis.server.security.Direction;
import io.visavis.server.voice.VoicePacket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One {@code Converse} stream. Messages come one at a time; events on any thread. Junk in a voice
 * or a control costs that message and is answered by an event; a refused join ends the stream.
 */
final class ConverseStream implements StreamObserver<Upstream>, Event.Sink {
  private final Conversations conversations;
  private final AccessGuard guard;
  private final Credentials credentials;
  private final NanoClock clock;
  private final Outlet outlet;
  private final Runnable onJoin;
  private final Map<String, Seat> seats = new HashMap<>();
  private @Nullable Conversation conversation;
  private boolean finishing;
  private boolean left;

  /** A participant whom the stream carries. */
  private static final class Seat {
    final @Nullable Publication publication;
    final @Nullable Viewing viewing;
    boolean speaking;

    Seat(@Nullable Publication publication, @Nullable Viewing viewing) {
      this.publication = publication;
      this.viewing = viewing;
    }

    /** Whether voice that was given is still to be shown. */
    boolean talks() {
      return speaking || (publication != null && publication.talking());
    }
  }

  ConverseStream(
      Conversations conversations,
      AccessGuard guard,
      Credentials credentials,
      NanoClock clock,
      Outlet outlet,
      Runnable onJoin) {
    this.conversations = conversations;
    this.guard = guard;
    this.credentials = credentials;
    this.clock = clock;
    this.outlet = outlet;
    this.onJoin = onJoin;
  }

  @Override
  public void onNext(Upstream message) {
    long arrival = clock.nanoTime();
    try {
      switch (message.getMessageCase()) {
        case JOIN -> join(message.getJoin());
        case VOICE -> {
          Voice voice = message.getVoice();
          take(voice.getParticipant(), voice.getSampleIndex(), s -> voice(s, voice, arrival));
        }
        case MOTION -> {
          Motion motion = message.getMotion();
          take(motion.getParticipant(), 0, s -> motion(s, motion));
        }
        case CONTROL -> {
          Control control = message.getControl();
          take(control.getParticipant(), control.getAtSample(), s -> control(s, control));
        }
        case MESSAGE_NOT_SET -> throw Refusal.invalid("An empty message says nothing.");
      }
    } catch (Refusal refusal) {
      outlet.fail(Problems.grpc(refusal));
      leave();
    }
  }

  private synchronized void join(Join join) {
    Conversation joined = conversations.get(join.getConversation());
    Conversation before = conversation;
    if (before != null && before != joined) {
      throw Refusal.invalid("A stream carries one conversation; this join is of another.");
    }
    if (seats.containsKey(join.getParticipant())) {
      throw Refusal.of(
          Refusal.Kind.CONFLICT,
          "This stream has joined '%s' already.".formatted(join.getParticipant()));
    }
    Participant participant = joined.participant(join.getParticipant());
    Direction may = guard.join(joined, participant, credentials);
    if (left) {
      return;
    }
    PictureFormat format = format(join);
    if (before == null) {
      conversation = joined;
      joined.subscribe(this);
    }
    Publication publication = null;
    if (may == Direction.PUBLISH) {
      publication =
          join.getPaced()
              ? joined.publishPaced(participant.id())
              : joined.publish(participant.id());
    }
    Viewing viewing = null;
    try {
      if (join.getWantMotion() || join.getWantTiming() || format != null) {
        viewing = joined.watch(participant.id(), new StreamViewer(outlet, join, clock), format);
      }
    } finally {
      seats.put(participant.id(), new Seat(publication, viewing));
    }
    onJoin.run();
  }

  private static @Nullable PictureFormat format(Join join) {
    PictureFormat.@Nullable Kind kind =
        switch (join.getWantPictures()) {
          case PICTURE_FORMAT_NONE -> null;
          case I420 -> PictureFormat.Kind.I420;
          case RGBA -> PictureFormat.Kind.RGBA;
          case PACKED -> PictureFormat.Kind.PACKED;
          case UNRECOGNIZED -> throw Refusal.invalid("The picture format is not a known one.");
        };
    if (kind == null) {
      return null;
    }
    int size = join.getPictureSize() == 0 ? 512 : join.getPictureSize();
    if (size < View.MIN_SIZE || size > View.MAX_SIZE || size % 2 != 0) {
      throw Refusal.invalid(
          "Pictures of %s pixels cannot be drawn; an even number from %d to %d would be right."
              .formatted(Integer.toUnsignedString(size), View.MIN_SIZE, View.MAX_SIZE));
    }
    return new PictureFormat(size, kind);
  }

  /** What a message does to the participant whom it names. */
  @FunctionalInterface
  private interface Taking {
    void take(Publication publication);
  }

  /** Junk costs the message only: it is answered with an event. */
  private void take(String participant, long atSample, Taking taking) {
    Seat seat;
    synchronized (this) {
      seat = seats.get(participant);
    }
    Publication publication = seat == null ? null : seat.publication;
    if (publication == null) {
      throw Refusal.of(
          Refusal.Kind.FORBIDDEN,
          "This stream has not joined '%s' with their publish secret."
              .formatted(Settings.printable(participant)));
    }
    try {
      taking.take(publication);
    } catch (Refusal refusal) {
      event(new Event(Event.Kind.INPUT_REFUSED, participant, refusal.sentence(), atSample));
    }
  }

  private void voice(Publication publication, Voice voice, long arrival) {
    long index = voice.getSampleIndex();
    VoicePacket packet =
        switch (voice.getAudioCase()) {
          case OPUS -> VoicePacket.opus(index, voice.getOpus().toByteArray(), arrival);
          case PCM16 ->
              VoicePacket.pcm16(index, voice.getPcm16().toByteArray(), voice.getRate(), arrival);
          case AUDIO_NOT_SET -> {
            if (!voice.getEnds() || !publication.paced()) {
              throw Refusal.invalid(
                  "A voice message has no audio; only one that ends an utterance of a paced voice may have none.");
            }
            yield VoicePacket.end(arrival);
          }
        };
    publication.voice(voice.getEnds() ? packet.ending() : packet);
    if (!publication.paced()) {
      speaking(publication.participant().id(), true);
    }
  }

  private static void motion(Publication publication, Motion motion) {
    if (!Wire.arkit(motion.getSpace())) {
      throw Refusal.invalid("Facial motion is taken in the arkit space, of 55 values.");
    }
    int size = MotionSpace.ARKIT.size();
    int masked = motion.getMaskCount();
    if (motion.getValuesCount() != size || (masked != 0 && masked != size)) {
      throw Refusal.invalid(
          "A motion message has %d values and a mask of %d; %d, and a mask of as many or none, would be right."
              .formatted(motion.getValuesCount(), masked, size));
    }
    float[] values = new float[size];
    boolean[] mask = masked == 0 ? null : new boolean[size];
    for (int i = 0; i < size; i++) {
      values[i] = motion.getValues(i);
      if (mask != null) {
        mask[i] = motion.getMask(i);
      }
    }
    publication.motion(motion.getT(), values, mask);
  }

  private static void control(Publication publication, Control control) {
    Settings.Change change = Wire.change(control);
    if (change == null) {
      publication.flush();
    } else {
      publication.change(change, control.getAtSample());
    }
  }

  @Override
  public void event(Event event) {
    outlet.tell(Downstream.newBuilder().setEvent(Wire.event(event)).build());
    if (event.kind() == Event.Kind.ENDED) {
      outlet.complete();
      leave();
    } else if (event.kind() == Event.Kind.VOICE_LOST) {
      speaking(event.participant(), false);
      finishIfSilent();
    } else if (event.kind() == Event.Kind.PLAYBACK_FINISHED) {
      finishIfSilent();
    }
  }

  private synchronized void speaking(String participant, boolean speaking) {
    Seat seat = seats.get(participant);
    if (seat != null) {
      seat.speaking = speaking;
    }
  }

  /** The client has said all: what it gave is shown to its end, then the stream completes. */
  @Override
  public void onCompleted() {
    synchronized (this) {
      finishing = true;
    }
    finishIfSilent();
  }

  private void finishIfSilent() {
    synchronized (this) {
      if (!finishing || seats.values().stream().anyMatch(Seat::talks)) {
        return;
      }
    }
    leave();
    outlet.complete();
  }

  @Override
  public void onError(Throwable t) {
    leave();
  }

  /** Gives back all that the stream holds. */
  void leave() {
    Conversation c;
    List<Seat> all;
    synchronized (this) {
      if (left) {
        return;
      }
      left = true;
      c = conversation;
      all = List.copyOf(seats.values());
      seats.clear();
    }
    outlet.quiet();
    if (c != null) {
      c.unsubscribe(this);
    }
    for (Seat seat : all) {
      if (seat.viewing != null) {
        seat.viewing.close();
      }
      if (seat.publication != null) {
        seat.publication.close();
      }
    }
  }
}
