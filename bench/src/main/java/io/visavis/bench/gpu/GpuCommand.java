package io.visavis.bench.gpu;

import io.visavis.cuda.device.DeviceException;
import io.visavis.cuda.jcuda.JCudaDevice;
import io.visavis.render.View;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code visavis gpu}: checks and measures the CUDA back end on the GPU of this machine. */
@Command(
    name = "gpu",
    description = {
      "Checks the CUDA back end on this machine's GPU against the double-precision oracle, draws",
      "batches that change (under compute-sanitizer where it is there), and measures. What is done",
      "is kept in the directory; running it again goes on from there."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  ./visavis gpu --out gpu-suite",
      "  ./visavis gpu --out gpu-suite --minutes 8      (again, until it says that all is done)",
      "  ./visavis gpu --out gpu-suite --portrayals 1,64 --gaussians 20 --sizes 512"
    })
public final class GpuCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "gpu-suite",
      description = "where results are kept (default ${DEFAULT-VALUE})")
  private Path out;

  @Option(
      names = "--minutes",
      paramLabel = "M",
      defaultValue = "480",
      description = "begin no part after so many minutes (default ${DEFAULT-VALUE})")
  private double minutes;

  @Option(
      names = "--portrayals",
      paramLabel = "N,...",
      split = ",",
      defaultValue = "1,8,64,256,1000",
      description = "portrayals a tick (default ${DEFAULT-VALUE})")
  private List<Integer> portrayals;

  @Option(
      names = "--sizes",
      paramLabel = "PIXELS,...",
      split = ",",
      defaultValue = "256,512",
      description = "sides of the pictures (default ${DEFAULT-VALUE})")
  private List<Integer> sizes;

  @Option(
      names = "--gaussians",
      paramLabel = "THOUSANDS,...",
      split = ",",
      defaultValue = "10,20,50,100",
      description = "thousands of Gaussians a head (default ${DEFAULT-VALUE})")
  private List<Integer> gaussians;

  @Option(
      names = "--changing-only",
      hidden = true,
      description = "only the changing batches: what runs under compute-sanitizer")
  private boolean changingOnly;

  /** Runs the suite; exit code 1 where something is wrong, 2 where there is no GPU. */
  public static void main(String[] args) {
    System.setProperty("java.awt.headless", "true");
    if (System.getProperty("visavis.log") == null) {
      System.setProperty("visavis.log", "WARN");
    }
    CommandLine line = new CommandLine(new GpuCommand());
    line.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    System.exit(line.execute(args));
  }

  @Override
  public Integer call() {
    within("--portrayals", portrayals, 1, 4096);
    within("--sizes", sizes, View.MIN_SIZE, View.MAX_SIZE);
    within("--gaussians", gaussians, 1, 1000);
    PrintWriter text = spec.commandLine().getOut();
    try (JCudaDevice device = JCudaDevice.open()) {
      text.println(device.name());
      if (changingOnly) {
        ChangingBatches.run(device, 40);
        return 0;
      }
      GpuSuite suite = new GpuSuite(device, out, text, (long) (60e9 * minutes));
      GpuSuite.Extent extent =
          new GpuSuite.Extent(200, 512, 300, 256 << 20, portrayals, sizes, gaussians);
      return suite.run(extent) ? 0 : 1;
    } catch (DeviceException e) {
      spec.commandLine().getErr().println(e.getMessage());
      return 2;
    } catch (IOException e) {
      spec.commandLine().getErr().printf("Results cannot be kept in %s: %s%n", out, e.getMessage());
      return 2;
    }
  }

  private void within(String option, List<Integer> values, int least, int most) {
    for (int value : values) {
      if (value < least || value > most || (option.equals("--sizes") && value % 2 != 0)) {
        throw new CommandLine.ParameterException(
            spec.commandLine(),
            "%s is %d; %d to %d%s would be right."
                .formatted(option, value, least, most, option.equals("--sizes") ? ", even," : ""));
      }
    }
  }
}
