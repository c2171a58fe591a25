package io.visavis.server.app;

import io.visavis.server.conversation.Conversations.VoiceTaps;
import io.visavis.server.lane.VoiceTap;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a voice as its portrayals heard it to a wav file of 32 bit float, 48 kHz, mono: replaying
 * it offline gives the same motion. Used by one lane.
 */
final class VoiceDump implements VoiceTap {
  private static final Logger log = LoggerFactory.getLogger(VoiceDump.class);
  private static final int HEADER = 44;
  private static final short IEEE_FLOAT = 3;
  private static final int RATE = 48_000;
  private static final int SAMPLE = 4;

  private final Path path;
  private final RandomAccessFile file;
  private final Complaint complaint;
  private boolean failed;

  private VoiceDump(Path path, RandomAccessFile file, Complaint complaint) {
    this.path = path;
    this.file = file;
    this.complaint = complaint;
  }

  /**
   * Says once that a disk is full or a folder is gone, and again when files had been good since.
   */
  private static final class Complaint {
    private final AtomicBoolean made = new AtomicBoolean();

    void make(String what, Path file, IOException e) {
      if (!made.getAndSet(true)) {
        log.warn("{} to {}, which is said once: {}", what, file.getParent(), e.getMessage());
      }
    }

    void withdraw() {
      made.set(false);
    }
  }

  /** Dumps to {@code CONVERSATION-PARTICIPANT.wav} in that directory; none where it is null. */
  static VoiceTaps taps(@Nullable Path directory) {
    if (directory == null) {
      return (conversation, participant) -> null;
    }
    Complaint complaint = new Complaint();
    return (conversation, participant) -> {
      Path path = directory.resolve(conversation + "-" + participant + ".wav");
      try {
        return new VoiceDump(path, begun(path), complaint);
      } catch (IOException e) {
        complaint.make("Voices cannot be written", path, e);
        return null;
      }
    };
  }

  private static RandomAccessFile begun(Path path) throws IOException {
    RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
    try {
      file.setLength(0);
      file.write(header(0));
      return file;
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }

  @Override
  public void samples(float[] pcm, int offset, int count) {
    if (failed) {
      return;
    }
    ByteBuffer bytes = ByteBuffer.allocate(4 * count).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < count; i++) {
      bytes.putFloat(pcm[offset + i]);
    }
    try {
      file.write(bytes.array());
    } catch (IOException e) {
      failed = true;
      complaint.make("Voices are written no further", path, e);
    }
  }

  @Override
  public void end() {
    try (file) {
      int data = (int) Math.min(Integer.MAX_VALUE, file.length() - HEADER) & -SAMPLE; // whole ones
      file.seek(0);
      file.write(header(data));
      if (!failed) {
        complaint.withdraw();
      }
    } catch (IOException e) {
      complaint.make("A voice could not be written to its end", path, e);
    }
  }

  private static byte[] header(int data) {
    ByteBuffer h = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
    h.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(HEADER - 8 + data);
    h.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
    h.putShort(IEEE_FLOAT).putShort((short) 1).putInt(RATE).putInt(4 * RATE);
    h.putShort((short) 4).putShort((short) 32);
    h.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(data);
    return h.array();
  }
}
