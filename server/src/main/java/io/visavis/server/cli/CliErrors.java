package io.visavis.server.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** How the command line says what went wrong: one sentence, exit code 2, no stack trace. */
final class CliErrors {
  private static final int WRONG = 2;
  private static final int BUG = 1;

  private CliErrors() {}

  /** Arguments that picocli refuses. */
  static int wrongArguments(ParameterException e, String[] args) {
    CommandLine line = e.getCommandLine();
    PrintWriter err = line.getErr();
    String suggestion = "";
    if (e instanceof UnmatchedArgumentException unmatched) {
      List<String> close = unmatched.getSuggestions();
      suggestion = close.isEmpty() ? "" : "; perhaps %s?".formatted(close.getFirst());
    }
    err.println("visavis: " + sentence(oneLine(e.getMessage()) + suggestion));
    err.println("Try: %s --help".formatted(line.getCommandSpec().qualifiedName()));
    return WRONG;
  }

  /** A command that threw. */
  static int failed(Exception e, CommandLine line, ParseResult parsed) {
    PrintWriter err = line.getErr();
    if (System.getenv("VISAVIS_STACK") != null) {
      e.printStackTrace(err);
    }
    if (e instanceof FileSystemException file) {
      err.println("visavis: " + fileSentence(file));
      return WRONG;
    }
    if (e instanceof UsageException
        || e instanceof IOException
        || e instanceof IllegalArgumentException
        || e instanceof io.visavis.avatar.importer.ImportException
        || e instanceof io.visavis.avatar.registry.UnknownAvatarException) {
      err.println("visavis: " + sentence(oneLine(e.getMessage())));
      return WRONG;
    }
    err.println(
        "visavis: this is a fault of visavis: %s (VISAVIS_STACK=1 shows where)."
            .formatted(oneLine(e.toString())));
    return BUG;
  }

  private static String fileSentence(FileSystemException e) {
    String why =
        switch (e) {
          case java.nio.file.NoSuchFileException n -> "does not exist";
          case java.nio.file.AccessDeniedException n -> "may not be read or written by you";
          default -> oneLine(e.getReason()).toLowerCase(Locale.ROOT);
        };
    return "The file %s %s.".formatted(e.getFile(), why);
  }

  private static String oneLine(@org.jspecify.annotations.Nullable String text) {
    return text == null ? "it failed" : text.strip().replaceAll("\\s*\\R\\s*", " ");
  }

  private static String sentence(String text) {
    return text.matches(".*[.?!]") ? text : text + ".";
  }
}
