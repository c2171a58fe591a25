package io.visavis.server.voice;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Where transports put voice and a lane takes it. Bounded: what does not fit is dropped and
 * counted. Any thread puts, one lane takes.
 *
 * <p>A live voice is taken out at once, so only so many packets fit. A paced one waits here until
 * it is played: so much voice fits, and so many bytes. Reading never stops for it, or a flush that
 * comes behind the voice would wait with it.
 */
public final class VoiceInbox {
  private static final int PIECE_MILLIS = 100;

  /** What a packet takes besides its payload, about: bytes. */
  private static final int OVERHEAD = 128;

  private final int packets;
  private final long mostSamples;
  private final long mostBytes;

  // All guarded by this.
  private ArrayDeque<VoicePacket> queue = new ArrayDeque<>();
  private long samples;
  private long bytes;
  private boolean open; // of the utterance that comes in, voice waits or was taken
  private boolean cut; // the rest of that utterance is dropped
  private boolean playing;
  private long forgottenFrom = -1;
  private long droppedSamples;
  private long firstDropped = -1;
  private Turn turn = new Turn(false, false);

  /** What came between two changes: another speaker, or a flush. Each is one of its own. */
  public static final class Turn {
    private final boolean paced;
    private final boolean flushed;

    Turn(boolean paced, boolean flushed) {
      this.paced = paced;
      this.flushed = flushed;
    }

    /** Whether its voice is paced. */
    public boolean paced() {
      return paced;
    }

    /** Whether it began with a flush. */
    boolean flushed() {
      return flushed;
    }
  }

  /**
   * An empty inbox.
   *
   * @param packets how many packets of a live voice fit
   * @param queueMillis how much of a paced voice fits
   * @param queueBytes how many bytes of a paced voice fit
   */
  public VoiceInbox(int packets, int queueMillis, long queueBytes) {
    this.packets = packets;
    this.mostSamples = queueMillis * (VoicePacket.RATE / 1_000L);
    this.mostBytes = queueBytes;
  }

  /** Puts a packet in; long PCM goes in as pieces of 100 ms. Never waits for the lane. */
  public synchronized void offer(VoicePacket packet) {
    int piece = packet.rate() * PIECE_MILLIS / 1_000;
    int length = packet.size() / 2;
    if (packet.encoding() == VoicePacket.Encoding.OPUS || length <= piece) {
      put(packet);
      return;
    }
    for (int from = 0; from < length; from += piece) {
      put(packet.slice(from, Math.min(piece, length - from)));
    }
  }

  private void put(VoicePacket packet) {
    if (turn.paced) {
      line(packet);
    } else if (packet.samples() > 0) {
      if (queue.size() < packets) {
        add(packet);
      } else {
        drop(packet);
      }
    }
  }

  /** An utterance that does not fit is cut at one place, and its end mark is kept. */
  private void line(VoicePacket packet) {
    if (packet.samples() == 0 && !open) {
      cut &= !packet.ends();
      return;
    }
    cut &= 2 * samples > mostSamples || 2 * bytes > mostBytes;
    cut |= samples + packet.samples() > mostSamples || bytes + cost(packet) > mostBytes;
    if (!cut) {
      add(packet);
      open = !packet.ends();
      return;
    }
    drop(packet);
    if (packet.ends()) {
      if (open) {
        add(VoicePacket.end(packet.arrivalNanos()));
      }
      open = false;
      cut = false;
    }
  }

  private void add(VoicePacket packet) {
    queue.add(packet);
    samples += packet.samples();
    bytes += cost(packet);
  }

  private static long cost(VoicePacket packet) {
    return (long) packet.size() + OVERHEAD;
  }

  private void drop(VoicePacket packet) {
    if (packet.samples() > 0) {
      if (droppedSamples == 0) {
        firstDropped = packet.index();
      }
      droppedSamples += packet.samples();
    }
  }

  /** The next packet of that turn, or null when there is none or the turn is over. */
  synchronized @Nullable VoicePacket poll(Turn of) {
    if (of != turn) {
      return null;
    }
    VoicePacket packet = queue.poll();
    if (packet != null) {
      samples -= packet.samples();
      bytes -= cost(packet);
      playing |= packet.samples() > 0;
    }
    return packet;
  }

  /** Own index of the first packet that did not fit since {@link #takeDropped} was last called. */
  synchronized long firstDropped() {
    return firstDropped;
  }

  /** Samples that did not fit since the last call. */
  synchronized long takeDropped() {
    long dropped = droppedSamples;
    droppedSamples = 0;
    return dropped;
  }

  /** Samples at 48 kHz that wait here. */
  synchronized long waitingSamples() {
    return samples;
  }

  /** Another one speaks from here on: what waits of the one before is forgotten. */
  public synchronized void anotherSpeaks(boolean paced) {
    forget();
    turn = new Turn(paced, false);
  }

  /** Barge-in: what waits is forgotten; what is put in after this is heard. */
  public synchronized void flush() {
    forget();
    turn = new Turn(turn.paced, true);
  }

  private void forget() {
    VoicePacket first = queue.peek();
    if (turn.paced && first != null) {
      playing = true; // until the lane has said what became of it
      forgottenFrom = forgottenFrom < 0 ? first.index() : forgottenFrom;
    }
    queue = new ArrayDeque<>();
    samples = 0;
    bytes = 0;
    open = false;
    cut = false;
  }

  /** Changes whenever {@link #anotherSpeaks} or {@link #flush} is called. */
  public synchronized Turn turn() {
    return turn;
  }

  /** Own index of the first sample that was forgotten since the last call; -1 for none. */
  synchronized long takeForgotten() {
    long from = forgottenFrom;
    forgottenFrom = -1;
    return from;
  }

  /** All that was taken has been shown. */
  synchronized void playedOut() {
    playing = false;
  }

  /** Whether a paced voice waits or is being shown. Any thread. */
  public synchronized boolean talking() {
    return turn.paced && (playing || !queue.isEmpty());
  }
}
