package io.visavis.training.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConversationFolderTest {
  @TempDir Path folder;

  @Test
  void shouldWriteVoicesAndFaces() throws Exception {
    Conversation c = Conversation.make(TestSpeech.repertoire(Split.OOD), Split.OOD, 7, 12);
    ConversationFolder.write(c, folder);
    for (int who = 1; who <= 2; who++) {
      String name = "ood-0007_speaker" + who;
      try (var in = AudioSystem.getAudioInputStream(folder.resolve(name + ".wav").toFile())) {
        assertThat(in.getFrameLength()).isEqualTo(192_000);
      }
      List<String> lines = Files.readAllLines(folder.resolve(name + ".motion.jsonl"));
      assertThat(lines).hasSize(301);
      JsonNode last = new ObjectMapper().readTree(lines.getLast());
      assertThat(last.path("t").asDouble()).isEqualTo(11.96);
      assertThat(last.path("v")).hasSize(55);
    }
  }
}
