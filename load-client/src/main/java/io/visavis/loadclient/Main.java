package io.visavis.loadclient;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.visavis.media.webrtc.WebRtcUnavailableException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code visavis load}. */
@Command(
    name = "visavis load",
    mixinStandardHelpOptions = true,
    description =
        "Loads a server with conversations: speech by gRPC in real time, every portrayal watched"
            + " over WebRTC; prints what came and how late.",
    footer = {
      "",
      "Example:",
      "  visavis load --target localhost:8080 --sessions 2 --seconds 120 --report load.html"
    })
public final class Main implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--target",
      required = true,
      paramLabel = "HOST:PORT",
      description = "the server, or its URL")
  private String target;

  @Option(
      names = "--sessions",
      defaultValue = "2",
      paramLabel = "N",
      description = "conversations, each of two participants (${DEFAULT-VALUE})")
  private int sessions;

  @Option(
      names = "--watch",
      defaultValue = "2",
      paramLabel = "1|2",
      description = "portrayals watched of each conversation (${DEFAULT-VALUE})")
  private int watch;

  @Option(
      names = "--seconds",
      defaultValue = "60",
      paramLabel = "S",
      description = "how long to measure (${DEFAULT-VALUE})")
  private int seconds;

  @Option(
      names = "--warm-up",
      defaultValue = "5",
      paramLabel = "S",
      description = "how long to run before that (${DEFAULT-VALUE})")
  private int warmUp;

  @Option(
      names = "--report",
      paramLabel = "OUT.json|OUT.html",
      description = "write the report here")
  private @Nullable Path report;

  @Option(
      names = "--voice",
      paramLabel = "FILE.wav",
      description = "speech instead of the bundled one; twice for both participants")
  private List<Path> voices = new ArrayList<>();

  @Option(names = "--insecure", description = "accept any certificate")
  private boolean insecure;

  /** Runs and exits: 0 if it ran, 2 if the user has something to put right. */
  public static void main(String[] args) {
    int code =
        run(
            new PrintWriter(System.out, true, StandardCharsets.UTF_8),
            new PrintWriter(System.err, true, StandardCharsets.UTF_8),
            args);
    // WebRTC's threads complain on the terminal when the virtual machine goes first.
    Runtime.getRuntime().halt(code);
  }

  static int run(PrintWriter out, PrintWriter err, String... args) {
    CommandLine line = new CommandLine(new Main());
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
    within("--sessions", sessions, 1, 1_000);
    within("--watch", watch, 1, 2);
    within("--seconds", seconds, 1, 86_400);
    within("--warm-up", warmUp, 0, 3_600);
    Path file = report;
    String name = file == null ? ".json" : file.toString();
    if (!name.endsWith(".json") && !name.endsWith(".html")) {
      throw new LoadException("The report " + name + " must end in .json or .html.");
    }
    List<Speech> speech = new ArrayList<>();
    for (Path p : voices) {
      speech.add(Speech.of(p));
    }
    Load load =
        new Load(
            new Target(target, insecure),
            System.getenv("VISAVIS_API_KEY"),
            speech.isEmpty() ? Speech.bundled() : speech);
    Report r = load.run(sessions, watch, warmUp, seconds);
    PrintWriter out = spec.commandLine().getOut();
    out.print(TextReport.of(r));
    out.flush();
    if (file != null) {
      write(file, name.endsWith(".html") ? HtmlReport.of(r) : json(r));
      out.println("Report: " + file);
    }
    return 0;
  }

  private static void within(String option, int value, int low, int high) throws LoadException {
    if (value < low || value > high) {
      throw new LoadException(option + " " + value + " is outside of " + low + " to " + high + ".");
    }
  }

  static String json(Report r) {
    try {
      return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(r);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
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
