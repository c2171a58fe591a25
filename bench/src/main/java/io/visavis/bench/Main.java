package io.visavis.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.visavis.bench.corrective.NetworkSection;
import io.visavis.bench.corrective.SwitchSection;
import io.visavis.bench.render.RenderSection;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code visavis bench}: measures what this machine does, section by section. */
@Command(
    name = "bench",
    description = "Measures visavis on this machine; one thread, medians of interleaved rounds.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example: ./visavis bench --json bench.json"})
public final class Main implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--json", paramLabel = "OUT", description = "also write the figures to this file")
  private @Nullable Path json;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "7",
      description = "rounds of each measurement, 1 to 100 (default ${DEFAULT-VALUE})")
  private int rounds;

  /** Runs the benchmarks; exit code 2 if the user has something to put right. */
  public static void main(String[] args) {
    System.setProperty("java.awt.headless", "true");
    if (System.getProperty("visavis.log") == null) {
      System.setProperty("visavis.log", "WARN");
    }
    CommandLine line = new CommandLine(new Main());
    line.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    System.exit(line.execute(args));
  }

  @Override
  public Integer call() {
    if (rounds < 1 || rounds > 100) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--rounds is %d; 1 to 100 would be right.".formatted(rounds));
    }
    PrintWriter out = spec.commandLine().getOut();
    Machine machine = Machine.here();
    out.println(machine.describe());
    out.println();
    CpuTimes before = CpuTimes.now();
    Map<String, Object> results = new LinkedHashMap<>();
    results.put("machine", machine);
    for (Section section :
        List.of(new RenderSection(rounds), new NetworkSection(rounds), new SwitchSection())) {
      out.println(section.title());
      results.put(section.name(), section.run(out));
      out.println();
    }
    double steal = before.stealUntil(CpuTimes.now());
    results.put("stealPercent", steal);
    out.printf("Steal time while measuring: %.1f %% of the machine%n", steal);
    return write(results, out);
  }

  private int write(Map<String, Object> results, PrintWriter out) {
    if (json == null) {
      return 0;
    }
    try {
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .writeValue(json.toFile(), results);
      out.println("Written to " + json);
      return 0;
    } catch (IOException e) {
      spec.commandLine()
          .getErr()
          .println("Cannot write " + json + " (" + e.getMessage() + "); name a file that can be.");
      return 2;
    }
  }
}
