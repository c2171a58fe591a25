package io.visavis.server.cli;

import io.visavis.avatar.motion.MotionSpace;
import io.visavis.inference.LiveCost;
import io.visavis.inference.MotionStream;
import io.visavis.inference.model.ExecutionProvider;
import io.visavis.inference.model.ModelCard;
import io.visavis.inference.model.MotionModel;
import io.visavis.inference.model.ProviderWish;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code model check}. */
@Command(
    name = "check",
    description = "Checks a motion model, runs it on noise and says what a frame costs here.",
    footer = {
      "",
      "Checked: the operators and sizes of the network, that nothing lies outside of the file, the",
      "card, every tensor that the card names, and one run on noise.",
      "",
      "Examples:",
      "  visavis model check my-model.onnx",
      "  visavis model check visavis-base --provider cuda"
    })
final class ModelCheckCommand implements Callable<Integer> {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Parameters(
      paramLabel = "NAME|FILE",
      arity = "0..1",
      defaultValue = MotionModel.BUILT_IN,
      description = "The model (default: ${DEFAULT-VALUE}).")
  private String model = "";

  @Option(
      names = "--provider",
      paramLabel = "auto|cpu|cuda",
      defaultValue = "cpu",
      description = "What runs it; cuda is an NVIDIA GPU (default: ${DEFAULT-VALUE}).")
  private ProviderWish provider = ProviderWish.CPU;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (MotionModel opened = ModelOptions.open(model, provider.pick())) {
      ModelCard card = opened.card();
      MotionModel.Cost cost = opened.check();
      ModelCard.Window window = card.window();
      int frames = window == null ? 1 : window.hop();
      MotionStream stream = new MotionStream(opened, 0);
      out.printf(Locale.ROOT, "%s: fine.%n", opened.name());
      out.printf(
          Locale.ROOT,
          "  kind        %s, %s, %.1f MB%n",
          card.kind().name().toLowerCase(Locale.ROOT),
          card.space().id(),
          opened.bytes() / 1e6);
      out.printf(
          "  hears       %s%n",
          card.inputs().stream().map(i -> i.role().id()).collect(Collectors.joining(", ")));
      out.printf(
          "  does        %s%n",
          card.does().isEmpty()
              ? "lips and face; blinks, gaze, breath and idle head motion are added"
              : card.does().stream()
                  .sorted()
                  .map(b -> b.name().toLowerCase(Locale.ROOT))
                  .collect(Collectors.joining(", ", "lips and face, ", "")));
      out.printf(
          Locale.ROOT,
          "  look-ahead  %.1f ms, resampling included%n",
          stream.lookaheadSamples48k() / 48.0);
      out.printf(
          Locale.ROOT,
          "  cost        %.0f us a frame alone%s (%s)%n",
          cost.micros1() / frames,
          Double.isNaN(cost.micros8())
              ? ""
              : String.format(
                  Locale.ROOT, ", %.0f us a frame in a batch of 8", cost.micros8() / 8 / frames),
          opened.provider() == ExecutionProvider.CPU ? "one core" : "GPU");
      if (window == null) {
        LiveCost live = LiveCost.measure(opened);
        out.printf(
            Locale.ROOT,
            "  live        %.0f us a frame alone, %.0f us each in a batch of 8, both voices' features included%n",
            live.alone(),
            live.amongEight());
      } else {
        double every = 1e3 * window.hop() / MotionSpace.FPS;
        out.printf(
            Locale.ROOT,
            "  runs        %.0f ms, one every %.0f ms: %s%n",
            cost.micros1() / 1e3,
            every,
            cost.micros1() / 1e3 < every ? "live" : "too slow to be live; animate works");
      }
    }
    return 0;
  }
}
