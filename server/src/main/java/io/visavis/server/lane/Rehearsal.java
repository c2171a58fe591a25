package io.visavis.server.lane;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.visavis.avatar.Avatar;
import io.visavis.inference.model.MotionModel;
import io.visavis.media.opus.OpusEncoder;
import io.visavis.render.RenderBackend;
import io.visavis.server.metrics.FrameMetrics;
import io.visavis.server.voice.VoiceDecoder;
import io.visavis.server.voice.VoicePacket;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Conversations that nobody has, before a server opens: a lane on a clock that is stepped, in which
 * people speak to each other, as fast as this machine can. The compiler gets to know all that hears
 * and moves, so that the first who come are not kept waiting, and it shows what a portrayal costs
 * that nobody sees. One thread.
 */
public final class Rehearsal implements AutoCloseable {
  private static final int CONVERSATIONS = 4;
  private static final List<String> PEOPLE = List.of("one", "other");
  private static final LaneProxy.VoiceRoom ROOM =
      new LaneProxy.VoiceRoom(12, 1_000, 1_000, 1 << 20);
  private static final int BITRATE = 32_000;
  private static final int PACKET = OpusEncoder.FRAME;
  private static final int PACKETS_A_FRAME = LaneConversation.FRAME / PACKET;

  /** Packets of voice, heard again and again: two seconds. */
  private static final int PACKETS = 100;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final List<LaneProxy> conversations = new ArrayList<>();
  private final List<byte[]> voice = voice();
  private final DrawPool drawing;
  private final Lane lane;
  private long now;
  private long packet;
  private @Nullable RuntimeException failure;

  /** A rehearsal with that model and avatar; the back end only prepares the avatar. */
  public Rehearsal(MotionModel model, Avatar avatar, RenderBackend backend) {
    drawing = DrawPool.inline(backend);
    Deaf nobody = new Deaf();
    int portrayals = CONVERSATIONS * PEOPLE.size();
    lane =
        new Lane(() -> now, 0, drawing, portrayals, 0, new FrameMetrics(new SimpleMeterRegistry()));
    for (int i = 0; i < CONVERSATIONS; i++) {
      List<LaneProxy.Plan> plans = new ArrayList<>();
      for (String person : PEOPLE) {
        plans.add(
            new LaneProxy.Plan(person, model, avatar, i, new VoiceDecoder(), nobody, nobody, null));
      }
      conversations.add(LaneProxy.open(lane, plans, ROOM, why -> failure = why));
    }
  }

  /**
   * Makes that many frames.
   *
   * @return nanoseconds of one core that a portrayal took a frame
   * @throws IllegalStateException if a conversation broke off
   */
  public long frames(int count) {
    long before = threads.getCurrentThreadCpuTime();
    for (int i = 0; i < count; i++) {
      for (int k = 0; k < PACKETS_A_FRAME; k++, packet++) {
        speak();
      }
      now = lane.nextDue();
      lane.step(now);
      if (failure != null) {
        throw new IllegalStateException(
            "A conversation broke off: " + failure.getMessage(), failure);
      }
    }
    long nanos = threads.getCurrentThreadCpuTime() - before;
    return nanos / ((long) count * CONVERSATIONS * PEOPLE.size());
  }

  /** What became of everybody. */
  List<PortrayalStats> stats() {
    return conversations.stream().flatMap(c -> PEOPLE.stream().map(c::stats)).toList();
  }

  /** All say the same at the same time. */
  private void speak() {
    byte[] said = voice.get((int) (packet % PACKETS));
    for (LaneProxy conversation : conversations) {
      for (String person : PEOPLE) {
        conversation.inbox(person).offer(VoicePacket.opus(packet * PACKET, said, now));
      }
    }
  }

  /** A hum of 120 Hz with four syllables a second, and a pause. */
  private static List<byte[]> voice() {
    List<byte[]> packets = new ArrayList<>();
    float[] pcm = new float[PACKET];
    try (OpusEncoder encoder = new OpusEncoder(BITRATE)) {
      for (int p = 0; p < PACKETS; p++) {
        for (int i = 0; i < PACKET; i++) {
          double t = (double) (p * PACKET + i) / VoicePacket.RATE;
          double syllable = p < PACKETS * 3 / 4 ? Math.abs(Math.sin(4 * Math.PI * t)) : 0;
          pcm[i] = (float) (0.3 * syllable * (2 * (120 * t % 1) - 1));
        }
        packets.add(encoder.encode(pcm, 0));
      }
    }
    return packets;
  }

  @Override
  public void close() {
    lane.close();
    drawing.close();
  }
}
