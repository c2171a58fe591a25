package io.visavis.server.app;

import io.visavis.server.conversation.Conversations.VoiceTaps;
import io.visavis.server.lane.VoiceTap;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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

  private final RandomAccessFile file;
  private boolean failed;

  private VoiceDump(RandomAccessFile file) throws IOException {
    this.file = file;
    file.setLength(0);
    file.write(header(0));
  }

  /** Dumps to {@code CONVERSATION-PARTICIPANT.wav} in that directory; none where it is null. */
  static VoiceTaps taps(@Nullable Path directory) {
    if (directory == null) {
      return (conversation, participant) -> null;
    }
    return (conversation, participant) -> {
      Path file = directory.resolve(conversation + "-" + participant + ".wav");
      try {
        return new VoiceDump(new RandomAccessFile(file.toFile(), "rw"));
      } catch (IOException e) {
        log.warn("The voice cannot be written to {}: {}", file, e.getMessage());
        return null;
      }
    };
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
      log.warn("A voice is written no further: {}", e.getMessage());
    }
  }

  @Override
  public void end() {
    try (file) {
      int data = (int) Math.min(Integer.MAX_VALUE, file.length() - HEADER);
      file.seek(0);
      file.write(header(data));
    } catch (IOException e) {
      log.warn("A voice file could not be finished: {}", e.getMessage());
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
