package io.visavis.training;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code visavis train}: corpus, training, export and evaluation of the built-in motion model. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    description = "Makes the built-in motion model from nothing.",
    subcommands = {
      AllCommand.class,
      CorpusCommand.class,
      ConversationsCommand.class,
      DataCommand.class,
      FitCommand.class,
      ConverseCommand.class,
      ExportCommand.class,
      WindowCommand.class,
      EvaluateCommand.class,
      SampleCommand.class
    })
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    // The engine comes with the class path; nothing is to be downloaded.
    System.setProperty("ai.djl.offline", "true");
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setExecutionExceptionHandler(
            (e, cmd, parsed) -> {
              cmd.getErr().println("visavis train: " + message(e));
              return 2;
            });
  }

  private static String message(Throwable e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
