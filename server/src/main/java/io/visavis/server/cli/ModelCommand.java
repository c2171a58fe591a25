package io.visavis.server.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The group of commands about motion models. */
@Command(
    name = "model",
    description = "Shows and checks motion models.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Examples:",
      "  visavis model show visavis-base",
      "  visavis model check my-model.onnx"
    },
    subcommands = {ModelShowCommand.class, ModelCheckCommand.class})
final class ModelCommand implements Runnable {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
