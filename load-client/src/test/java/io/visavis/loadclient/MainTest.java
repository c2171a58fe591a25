package io.visavis.loadclient;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
  @TempDir private Path folder;

  private final StringWriter err = new StringWriter();

  @Test
  void shouldSayThatNobodyAnswers() throws IOException {
    int port;
    try (ServerSocket s = new ServerSocket(0)) {
      port = s.getLocalPort();
    }
    assertThat(run("--target", "127.0.0.1:" + port, "--seconds", "1")).isEqualTo(2);
    assertThat(err.toString()).startsWith("No visavis server answers at http://127.0.0.1:" + port);
  }

  @Test
  void shouldSayWhatIsWrongWithTheArguments() {
    assertThat(run()).isEqualTo(2);
    assertThat(run("--target", "nowhere")).isEqualTo(2);
    assertThat(run("--target", "a:1", "--sessions", "0")).isEqualTo(2);
    assertThat(run("--target", "a:1", "--report", "x.pdf")).isEqualTo(2);
    assertThat(err.toString())
        .contains(
            "--target=HOST:PORT", "'nowhere' is not HOST:PORT", "--sessions 0", "x.pdf must end in")
        .doesNotContain("Exception", "at io.visavis");
  }

  @Test
  void shouldSayWhatIsWrongWithAVoice() throws IOException {
    Path junk = Files.writeString(folder.resolve("junk.wav"), "this is no sound");
    assertThat(run("--target", "a:1", "--voice", junk.toString())).isEqualTo(2);
    assertThat(run("--target", "a:1", "--voice", folder.resolve("none.wav").toString()))
        .isEqualTo(2);
    assertThat(err.toString()).contains("junk.wav is no wav file", "no readable file");
  }

  private int run(String... args) {
    return Main.run(new PrintWriter(new StringWriter()), new PrintWriter(err, true), args);
  }
}
