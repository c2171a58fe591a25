package io.visavis.loadclient;

import java.io.PrintWriter;

/** Shows what a load is like: on a terminal in one line, else in a line every ten seconds. */
final class Progress {
  private static final int EVERY = 10;

  private final PrintWriter to;
  private final boolean terminal;
  private int seconds;
  private boolean open;

  Progress(PrintWriter to, boolean terminal) {
    this.to = to;
    this.terminal = terminal;
  }

  /** The next second. */
  synchronized void show(Second s) {
    seconds++;
    String text = text(s);
    if (terminal) {
      // Back to the beginning of the line, and clear its rest.
      to.print("\r" + text + "\u001b[K");
      to.flush();
      open = true;
    } else if (seconds % EVERY == 0) {
      to.println(text);
    }
  }

  /** A line of its own that stays. */
  synchronized void say(String line) {
    end();
    to.println(line);
  }

  /** Leaves the line. */
  synchronized void end() {
    if (open) {
      to.println();
      open = false;
    }
  }

  private static String text(Second s) {
    Double p95 = s.p95Millis();
    Double server = s.serverCores();
    return Text.format(
        "%4.0f s  %s  %4.1f fps  %d late  p95 %s  client %.2f%s cores",
        s.at(),
        Text.count(s.sessions(), "session"),
        s.framesPerSecond(),
        s.late(),
        p95 == null ? "-" : Text.millis(p95),
        s.clientCores(),
        server == null ? "" : Text.format(", server %.2f", server));
  }
}
