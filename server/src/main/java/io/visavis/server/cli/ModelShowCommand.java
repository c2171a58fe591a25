package io.visavis.server.cli;

import io.visavis.inference.model.CardWriter;
import io.visavis.inference.model.MotionModel;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code model show}. */
@Command(
    name = "show",
    description = "Prints the card of a motion model: what it hears, makes and was trained on.",
    footer = {
      "",
      "Examples:",
      "  visavis model show visavis-base",
      "  visavis model show my-model.onnx"
    })
final class ModelShowCommand implements Callable<Integer> {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Parameters(
      paramLabel = "NAME|FILE",
      arity = "0..1",
      defaultValue = MotionModel.BUILT_IN,
      description = "The model (default: ${DEFAULT-VALUE}).")
  private String model = "";

  @Override
  public Integer call() {
    try (MotionModel opened = ModelOptions.open(model)) {
      spec.commandLine().getOut().println(CardWriter.write(opened.card()));
    }
    return 0;
  }
}
