package io.visavis.server.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;

/** The command line {@code visavis}. */
@Command(
    name = "visavis",
    description = "Gives a voice a face.",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    version = "visavis 0.1",
    synopsisSubcommandLabel = "COMMAND",
    footer = {"", "Every command takes --help, and shows examples there."},
    subcommands = {
      AnimateCommand.class,
      AvatarCommand.class,
      DemoCommand.class,
      ModelCommand.class,
      ServeCommand.class,
      TokenCommand.class
    })
public final class Main implements Runnable {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  /** Runs a command and exits with 0, or with 2 if the user has something to put right. */
  public static void main(String[] args) {
    System.setProperty("java.awt.headless", "true");
    boolean serves = args.length > 0 && (args[0].equals("serve") || args[0].equals("demo"));
    if (serves) {
      try {
        LogChoice.apply(System.getenv());
      } catch (UsageException e) {
        System.err.println("visavis: " + e.getMessage());
        System.exit(2);
      }
    } else if (System.getProperty("visavis.log") == null) {
      // Tools speak by their answers; a server by its log.
      System.setProperty("visavis.log", "WARN");
    }
    PrintWriter out = new PrintWriter(System.out, true, java.nio.charset.StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, java.nio.charset.StandardCharsets.UTF_8);
    System.exit(run(out, err, args));
  }

  /**
   * Runs a command.
   *
   * @return the exit code
   */
  static int run(PrintWriter out, PrintWriter err, String... args) {
    CommandLine line = commandLine();
    line.setOut(out);
    line.setErr(err);
    return line.execute(args);
  }

  /** Every command there is. */
  static CommandLine commandLine() {
    CommandLine line = new CommandLine(new Main());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setUsageHelpWidth(100);
    line.setUsageHelpAutoWidth(true);
    line.setParameterExceptionHandler(CliErrors::wrongArguments);
    line.setExecutionExceptionHandler(CliErrors::failed);
    return line;
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
