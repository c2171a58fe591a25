package io.visavis.loadclient;

import com.google.protobuf.ByteString;
import io.visavis.proto.v1.Control;
import io.visavis.proto.v1.Motion;
import io.visavis.proto.v1.MotionSpace;
import io.visavis.proto.v1.Upstream;
import io.visavis.proto.v1.Voice;
import java.util.ArrayList;
import java.util.List;

/**
 * What the participants of one conversation send, in pieces of 10 or 20 ms: one speaks while the
 * other is silent, each shows its face 25 times a second, and about every 5 s the emotion or the
 * relation of one of them changes. Whoever is alone is silent while the other would speak.
 */
final class Script {
  private static final int CHANGE_MILLIS = 5_000;
  private static final int FACE_MILLIS = 40;

  private final int number;
  private final List<String> participants;
  private final List<Speech> speech;
  private final Plan plan;
  private final int millis;
  private final int conversationPieces;

  /**
   * A script.
   *
   * @param number of the conversation, by which they differ
   * @param speech of the first participant, and of the second where there are two clips
   */
  Script(int number, List<String> participants, List<Speech> speech, Plan plan) {
    this.number = number;
    this.participants = List.copyOf(participants);
    this.speech = List.of(speech.getFirst(), speech.get(1 % speech.size()));
    this.plan = plan;
    millis = plan.packetMillis();
    conversationPieces = this.speech.get(0).pieces().size() + this.speech.get(1).pieces().size();
  }

  /**
   * The messages of a piece.
   *
   * @param piece counts from 0
   */
  List<Upstream> piece(long piece) {
    List<Upstream> out = new ArrayList<>();
    for (int who = 0; who < participants.size(); who++) {
      out.add(voice(who, piece));
      long now = piece * millis;
      if (plan.motion() && now % FACE_MILLIS == 0) {
        out.add(motion(who, now / 1e3));
      }
    }
    // Conversations change at different moments.
    long every = CHANGE_MILLIS / millis;
    long shifted = piece + 37L * number;
    if (plan.controls() && shifted % every == every - 1) {
      int change = (int) (shifted / every);
      String who = participants.get(change % participants.size());
      Control control = Changes.change(who, change / participants.size());
      out.add(Upstream.newBuilder().setControl(control).build());
    }
    return out;
  }

  private Upstream voice(int who, long piece) {
    Speech s = speech.get(who);
    int turn = (int) (piece % conversationPieces);
    int at = who == 0 ? turn : turn - speech.get(0).pieces().size();
    byte[] data = at >= 0 && at < s.pieces().size() ? s.pieces().get(at) : s.silence();
    Voice.Builder v =
        Voice.newBuilder()
            .setParticipant(participants.get(who))
            .setSampleIndex(piece * s.samples());
    if (s.rate() == 0) {
      v.setOpus(ByteString.copyFrom(data));
    } else {
      v.setPcm16(ByteString.copyFrom(data)).setRate(s.rate());
    }
    return Upstream.newBuilder().setVoice(v).build();
  }

  private Upstream motion(int who, double t) {
    Motion.Builder m =
        Motion.newBuilder()
            .setParticipant(participants.get(who))
            .setSpace(MotionSpace.ARKIT)
            .setT(t);
    for (float v : new FaceTrack(1.3 * number + 2.1 * who).at(t)) {
      m.addValues(v);
    }
    return Upstream.newBuilder().setMotion(m).build();
  }
}
