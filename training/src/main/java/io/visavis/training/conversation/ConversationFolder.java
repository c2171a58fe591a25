package io.visavis.training.conversation;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.visavis.avatar.motion.MotionSpace;
import io.visavis.training.speech.Utterance;
import java.io.BufferedWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/**
 * Conversations as files to listen to and to look at: {@code NAME_speaker1.wav}, and {@code
 * NAME_speaker1.motion.jsonl} as {@code visavis animate --motion} writes it.
 */
public final class ConversationFolder {
  private ConversationFolder() {}

  /** Writes both sides of a conversation. */
  public static void write(Conversation conversation, Path folder) throws IOException {
    Files.createDirectories(folder);
    for (int who = 0; who < 2; who++) {
      Side side = conversation.sides().get(who);
      String name = "%s_speaker%d".formatted(conversation.name(), who + 1);
      wav(side.voice(), folder.resolve(name + ".wav"));
      motion(side.face(), folder.resolve(name + ".motion.jsonl"));
    }
  }

  private static void wav(float[] voice, Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(2 * voice.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float v : voice) {
      bytes.putShort((short) Math.round(32767 * v));
    }
    AudioFormat format = new AudioFormat(Utterance.RATE, 16, 1, true, false);
    AudioSystem.write(
        new AudioInputStream(new ByteArrayInputStream(bytes.array()), format, voice.length),
        AudioFileFormat.Type.WAVE,
        file.toFile());
  }

  private static void motion(float[][] face, Path file) throws IOException {
    ObjectMapper json = new ObjectMapper();
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write(
          json.writeValueAsString(
              Map.of(
                  "space", "arkit", "fps", MotionSpace.FPS, "names", MotionSpace.ARKIT.names())));
      out.newLine();
      for (int n = 0; n < face.length; n++) {
        out.write(json.writeValueAsString(Map.of("t", n / (double) MotionSpace.FPS, "v", face[n])));
        out.newLine();
      }
    }
  }
}
