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
  void shouldSayWhatDoesNotGoTogether() {
    wrong("--people 3", "--people 3 is outside of 1 to 2.");
    wrong("--people 1 --watch 2", "--watch 2 is more than the one participant of --people 1.");
    wrong("--receive motion --watch 2", "--receive motion has none; leave --watch out.");
    wrong("--receive sound", "'sound' is neither of 'pictures' and 'motion'.");
    wrong("--packet 15", "--packet 15 is neither 10 nor 20.");
    wrong("--limit-p95 100", "are limits of --find-max; add it.");
    wrong("--find-max --limit-late 101", "--limit-late 101.0 is outside of 0 to 100.");
    wrong("--find-max --limit-p95 NaN", "--limit-p95 NaN is outside of 1 to 10000.");
    wrong("--find-max --ramp-up 5", "--ramp-up and --find-max do not go together");
    wrong("--find-max --watch 0", "has nothing to measure with --watch 0");
    wrong("--report /no/such/folder/x.json", "cannot be written: no such directory.");
  }

  @Test
  void shouldExplainItself() {
    StringWriter out = new StringWriter();
    assertThat(Main.run(new Stop(), new PrintWriter(out), new PrintWriter(err), "--help")).isZero();
    assertThat(out.toString()).contains("--find-max", "--receive", "Examples:", "Ctrl-C");
  }

  @Test
  void shouldSayWhatIsWrongWithAVoice() throws IOException {
    Path junk = Files.writeString(folder.resolve("junk.wav"), "this is no sound");
    assertThat(run("--target", "a:1", "--voice", junk.toString())).isEqualTo(2);
    assertThat(run("--target", "a:1", "--voice", folder.resolve("none.wav").toString()))
        .isEqualTo(2);
    assertThat(err.toString()).contains("junk.wav is no wav file", "no readable file");
  }

  private void wrong(String options, String sentence) {
    err.getBuffer().setLength(0);
    assertThat(run(("--target a:1 " + options).split(" ", -1))).as(options).isEqualTo(2);
    assertThat(err.toString().strip()).as(options).contains(sentence).doesNotContain("\n");
  }

  private int run(String... args) {
    return Main.run(
        new Stop(), new PrintWriter(new StringWriter()), new PrintWriter(err, true), args);
  }
}
