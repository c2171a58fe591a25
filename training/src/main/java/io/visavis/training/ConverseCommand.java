package io.visavis.training;

import io.visavis.training.fit.Fitter;
import io.visavis.training.fit.dual.DualTraining;
import io.visavis.training.net.dual.Variant;
import io.visavis.training.speech.Corpus;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code visavis train converse}: trains the dual-speaker network on conversations. */
@Command(
    name = "converse",
    mixinStandardHelpOptions = true,
    description = {
      "Trains the dual-speaker network on conversations, on top of the lips' network; goes on where",
      "it was interrupted."
    },
    footer = {
      "",
      "Examples:",
      "  ./visavis train converse",
      "  ./visavis train converse --variant full,no-partner-voice,speaker-only --steps 2000"
    })
final class ConverseCommand implements Callable<Integer> {
  /** Conversations of the shipped model, and seconds of each. */
  static final int CONVERSATIONS = 40;

  static final double SECONDS = 180;

  @Spec private CommandSpec spec;

  @Option(
      names = "--cache",
      description = "Folder of the corpus (default: ~/.cache/visavis/corpus).")
  Path cache = Corpus.defaultCache();

  @Option(
      names = "--lips",
      description = "Checkpoint of the lips' network (default: that of `visavis train fit`).")
  Path lips = TrainingFiles.checkpoint();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Folder of the checkpoints (default: ~/.cache/visavis/training).")
  Path out = TrainingFiles.folder();

  @Option(
      names = "--variant",
      split = ",",
      defaultValue = "full",
      description =
          "full, or what it is compared with: no-partner-voice, no-partner-motion, no-relation,"
              + " no-emotion, no-long-state, speaker-only, listener-only (default ${DEFAULT-VALUE}).")
  List<String> variants;

  @Option(
      names = "--conversations",
      defaultValue = "" + CONVERSATIONS,
      description = "To learn from, of three minutes each (default ${DEFAULT-VALUE}).")
  int conversations;

  @Option(
      names = "--steps",
      defaultValue = "" + DualTraining.STEPS,
      description = "In all (default ${DEFAULT-VALUE}).")
  int steps;

  @Override
  public Integer call() throws IOException {
    List<Variant> wanted = variants.stream().map(this::variant).toList();
    if (conversations < 1 || conversations > 200 || steps < 1) {
      throw new ParameterException(
          spec.commandLine(), "1 to 200 conversations and 1 step or more would be right.");
    }
    converse(new Corpus(cache), lips, out, wanted, conversations, steps, System.out);
    return 0;
  }

  static void converse(
      Corpus corpus,
      Path lips,
      Path out,
      List<Variant> variants,
      int conversations,
      int steps,
      PrintStream print)
      throws IOException {
    DualTraining training =
        DualTraining.prepare(corpus, lips, conversations, SECONDS, print::println);
    Fitter.Settings settings = DualTraining.settings(steps);
    for (Variant variant : variants) {
      print.println("Training: " + variant.title() + ".");
      training.fit(variant, settings, TrainingFiles.dual(out, variant));
    }
  }

  private Variant variant(String id) {
    for (Variant known : Variant.values()) {
      if (known.id().equals(id)) {
        return known;
      }
    }
    throw new ParameterException(
        spec.commandLine(), "There is no variant '%s'; --help shows them all.".formatted(id));
  }
}
