package io.visavis.training.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UtteranceFileTest {
  @TempDir Path dir;

  @Test
  void shouldReadBackWhatWasWritten() throws IOException {
    Utterance u =
        new Utterance(
            "flite-rms",
            new short[] {1, -2, 32767, -32768},
            List.of(new Segment(0, 0.25, Phone.M), new Segment(0.25, 0.5, Phone.IY)));
    Path file = dir.resolve("a.utt");

    UtteranceFile.write(file, List.of(u));
    Utterance back = UtteranceFile.read(file).getFirst();

    assertThat(back.voice()).isEqualTo(u.voice());
    assertThat(back.pcm()).isEqualTo(u.pcm());
    assertThat(back.segments()).isEqualTo(u.segments());
  }

  @Test
  void shouldSayThatAFileIsSomethingElse() throws IOException {
    Path file = Files.writeString(dir.resolve("b.utt"), "not a corpus at all");

    assertThatThrownBy(() -> UtteranceFile.read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("b.utt");
  }
}
