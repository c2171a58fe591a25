package io.visavis.loadclient;

import io.visavis.media.webrtc.WebRtcUnavailableException;
import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code visavis load}. */
@Command(
    name = "visavis load",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Loads a server with conversations in real time: speech, facial motion and changes of"
            + " emotion by gRPC, every portrayal taken back as pictures over WebRTC or as motion;"
            + " prints what came and how late.",
    footer = {
      "",
      "Ctrl-C prints what was measured so far. VISAVIS_API_KEY is the key to create conversations.",
      "Exit code: 0 it ran, 1 some conversation broke off, 2 there is something to put right.",
      "",
      "Examples:",
      "  Two conversations, four viewers, a minute:",
      "    visavis load --target localhost:8080 --sessions 2 --report load.html",
      "  Sixty people who talk to an agent, motion only:",
      "    visavis load --target localhost:8080 --sessions 60 --people 1 --receive motion",
      "  How many sessions of one person keep to 1%% late frames and a p95 of 120 ms:",
      "    visavis load --target localhost:8080 --people 1 --find-max --report max.json",
      "  A voice of your own:",
      "    visavis load --target localhost:8080 --voice me.wav --voice you.wav"
    })
public final class Main implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--target",
      required = true,
      paramLabel = "HOST:PORT",
      description = "the server, or its URL")
  private String target;

  @Mixin private final PlanOptions options = new PlanOptions();

  @Option(
      names = "--report",
      paramLabel = "OUT.json|OUT.html",
      description = "write the report here; twice for both kinds")
  private List<Path> reports = new ArrayList<>();

  @Option(
      names = "--voice",
      paramLabel = "FILE.wav",
      description = "speech instead of the bundled one; twice for both participants")
  private List<Path> voices = new ArrayList<>();

  @Option(names = "--insecure", description = "accept any certificate")
  private boolean insecure;

  private final Stop stop;

  private Main(Stop stop) {
    this.stop = stop;
  }

  /** Runs and exits; Ctrl-C makes it measure no longer and say what there is. */
  public static void main(String[] args) {
    Stop stop = new Stop();
    Thread main = Thread.currentThread();
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  stop.request();
                  try {
                    // main() halts when it has printed its report.
                    main.join(20_000);
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                }));
    int code =
        run(
            stop,
            new PrintWriter(System.out, true, StandardCharsets.UTF_8),
            new PrintWriter(System.err, true, StandardCharsets.UTF_8),
            args);
    // WebRTC's threads complain on the terminal when the virtual machine goes first.
    Runtime.getRuntime().halt(stop.requested() ? 130 : code);
  }

  static int run(Stop stop, PrintWriter out, PrintWriter err, String... args) {
    CommandLine line = new CommandLine(new Main(stop));
    line.setOut(out);
    line.setErr(err);
    line.setParameterExceptionHandler(
        (e, a) -> {
          err.println(e.getMessage());
          err.println("Try: visavis load --help");
          return 2;
        });
    line.setExecutionExceptionHandler(
        (e, c, p) -> {
          if (e instanceof LoadException || e instanceof WebRtcUnavailableException) {
            err.println(e.getMessage());
            return 2;
          }
          throw e;
        });
    return line.execute(args);
  }

  @Override
  public Integer call() throws LoadException, InterruptedException {
    Plan plan = options.plan();
    for (Path file : reports) {
      writable(file);
    }
    List<Speech> speech = new ArrayList<>();
    for (Path p : voices) {
      speech.add(Speech.of(p, plan.packetMillis()));
    }
    boolean terminal = Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    Progress progress = new Progress(spec.commandLine().getErr(), terminal);
    Report r =
        new Run(new Target(target, insecure), plan, progress, stop)
            .run(
                System.getenv("VISAVIS_API_KEY"),
                speech.isEmpty() ? Speech.bundled(plan.packetMillis()) : speech);
    PrintWriter out = spec.commandLine().getOut();
    out.print(TextReport.of(r));
    out.flush();
    for (Path file : reports) {
      write(file, file.toString().endsWith(".html") ? HtmlReport.of(r) : JsonReport.of(r));
      out.println("Report: " + file);
    }
    return r.measured().failures().isEmpty() ? 0 : 1;
  }

  /** Said before the load, not after an hour of it. */
  private static void writable(Path file) throws LoadException {
    String name = file.toString();
    if (!name.endsWith(".json") && !name.endsWith(".html")) {
      throw new LoadException("The report " + name + " must end in .json or .html.");
    }
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder) || Files.isDirectory(file)) {
      throw new LoadException("The report " + name + " cannot be written: no such directory.");
    }
  }

  private static void write(Path file, String text) throws LoadException {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new LoadException("The report " + file + " cannot be written: " + e.getMessage() + ".");
    }
  }
}
