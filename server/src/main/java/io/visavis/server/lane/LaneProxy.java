package io.visavis.server.lane;

import io.visavis.avatar.Avatar;
import io.visavis.inference.Control;
import io.visavis.inference.model.MotionModel;
import io.visavis.render.Backdrop;
import io.visavis.server.voice.VoiceDecoder;
import io.visavis.server.voice.VoiceInbox;
import io.visavis.server.voice.VoiceListener;
import io.visavis.server.voice.VoiceTimeline;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A conversation's way to its lane: everything is enqueued and happens before the lane's next
 * frame. Any thread.
 */
public final class LaneProxy {
  private static final int INBOX_PACKETS = 2_048;

  private final Lane lane;
  private final LaneConversation conversation;
  private final Map<String, Seat> seats;

  private record Seat(ParticipantVoice voice, Portrayal portrayal, Backing backing) {}

  /**
   * A participant and the portrayal of them.
   *
   * @param seed same seed, same face
   * @param listener told what becomes of the voice
   * @param motions told what becomes of the facial motion and of the model
   * @param tap gets the voice as it was heard, or null
   */
  public record Plan(
      String participant,
      MotionModel model,
      Avatar avatar,
      long seed,
      VoiceDecoder decoder,
      VoiceListener listener,
      MotionListener motions,
      @Nullable VoiceTap tap) {}

  /**
   * How much voice may wait.
   *
   * @param playOutMillis of a live voice, from arrival to being needed
   * @param bufferMillis of a live voice; the rest is dropped
   * @param queueMillis of a paced voice; the rest is dropped
   * @param queueBytes of a paced voice; the rest is dropped
   */
  public record VoiceRoom(int playOutMillis, int bufferMillis, int queueMillis, long queueBytes) {}

  private LaneProxy(Lane lane, LaneConversation conversation, Map<String, Seat> seats) {
    this.lane = lane;
    this.conversation = conversation;
    this.seats = seats;
  }

  /**
   * Opens a conversation of one or two participants in a lane; its time zero is the lane's next
   * frame.
   *
   * @param onFailure told, on the lane's thread, when it cannot go on
   */
  public static LaneProxy open(
      Lane lane, List<Plan> plans, VoiceRoom room, Consumer<RuntimeException> onFailure) {
    List<ParticipantVoice> voices = new ArrayList<>();
    for (Plan plan : plans) {
      VoiceInbox inbox = new VoiceInbox(INBOX_PACKETS, room.queueMillis(), room.queueBytes());
      ParticipantVoice voice =
          new ParticipantVoice(
              inbox,
              new VoiceTimeline(
                  inbox,
                  plan.decoder(),
                  room.playOutMillis(),
                  room.bufferMillis(),
                  plan.listener()),
              plan.decoder());
      voice.tap(plan.tap());
      voices.add(voice);
    }
    Map<String, Seat> seats = new LinkedHashMap<>();
    List<Portrayal> portrayals = new ArrayList<>();
    for (int i = 0; i < plans.size(); i++) {
      Plan plan = plans.get(i);
      Portrayal portrayal =
          new Portrayal(
              plan.participant(),
              plan.model(),
              plan.seed(),
              voices.get(i),
              plans.size() == 2 ? voices.get(1 - i) : null,
              plan.motions(),
              plans.size() == 2 ? plans.get(1 - i).motions() : null,
              lane.load(plan.avatar()),
              lane.metrics());
      portrayals.add(portrayal);
      seats.put(plan.participant(), new Seat(voices.get(i), portrayal, new Backing(plan.avatar())));
    }
    LaneConversation conversation = new LaneConversation(voices, portrayals, onFailure);
    lane.execute(() -> lane.add(conversation));
    return new LaneProxy(lane, conversation, seats);
  }

  private Seat seat(String participant) {
    Seat seat = seats.get(participant);
    if (seat == null) {
      throw new NoSuchElementException(participant);
    }
    return seat;
  }

  /** Where that participant's voice is put. */
  public VoiceInbox inbox(String participant) {
    return seat(participant).voice().inbox();
  }

  /** The numbers of the portrayal of that participant. */
  public PortrayalStats stats(String of) {
    return seat(of).portrayal().stats();
  }

  /** Has a viewer watch the portrayal of that participant; with pictures where it says which. */
  public void watch(String of, PortrayalViewer viewer, @Nullable PictureFormat format) {
    Portrayal portrayal = seat(of).portrayal();
    if (format != null) {
      seat(of).backing().watch(format);
    }
    lane.execute(conversation, () -> portrayal.add(viewer, format));
  }

  /** Ends {@link #watch}; a frame that is being made may still be given to the viewer. */
  public void leave(String of, PortrayalViewer viewer) {
    Portrayal portrayal = seat(of).portrayal();
    lane.execute(conversation, () -> portrayal.remove(viewer));
  }

  /**
   * Changes how the portrayal of that participant moves.
   *
   * @param atOwnSample of that participant; 0 is now. Of a paced voice, the sample that is played
   *     next with that index
   */
  public void control(String of, Control change, long atOwnSample, Consumer<String> onRefused) {
    Portrayal portrayal = seat(of).portrayal();
    VoiceInbox.Turn turn = inbox(of).turn();
    lane.execute(
        conversation,
        () -> {
          try {
            portrayal.control(change, atOwnSample, turn, onRefused);
          } catch (IllegalArgumentException e) {
            onRefused.accept(String.valueOf(e.getMessage()));
          }
        });
  }

  /** Shows that participant as another avatar. Slow the first time. */
  public void show(String of, Avatar avatar) {
    Portrayal portrayal = seat(of).portrayal();
    LoadedAvatar loaded = lane.load(avatar);
    seat(of).backing().show(avatar);
    lane.execute(conversation, () -> portrayal.show(loaded));
  }

  /** Shows that participant from elsewhere. */
  public void look(String of, Camera camera) {
    Portrayal portrayal = seat(of).portrayal();
    lane.execute(conversation, () -> portrayal.look(camera));
  }

  /** Shows that participant before something else. Slow where a picture is new in its size. */
  public void back(String of, Backdrop backdrop) {
    Portrayal portrayal = seat(of).portrayal();
    seat(of).backing().back(backdrop);
    lane.execute(conversation, () -> portrayal.back(backdrop));
  }

  /** Barge-in: forgets that participant's voice that has not been shown, and shuts the mouth. */
  public void flush(String participant) {
    inbox(participant).flush();
  }

  /**
   * Gives a participant's facial motion to the portrayal of the other one.
   *
   * @param ownSeconds on the participant's own clock
   */
  public void motion(
      String participant,
      double ownSeconds,
      float[] values,
      boolean @Nullable [] mask,
      Consumer<String> onRefused) {
    ParticipantVoice voice = seat(participant).voice();
    lane.execute(
        conversation,
        () -> {
          for (Portrayal p : conversation.portrayals()) {
            if (p.self() != voice) {
              try {
                p.stream().partnerMotion(voice.motionSeconds(ownSeconds), values, mask);
              } catch (IllegalArgumentException e) {
                onRefused.accept(String.valueOf(e.getMessage()));
              }
            }
          }
        });
  }

  /** Ends the conversation. */
  public void close() {
    lane.execute(conversation, () -> lane.remove(conversation));
  }
}
