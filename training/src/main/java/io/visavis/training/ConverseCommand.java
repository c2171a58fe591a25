package io.visavis.training;

import io.visavis.training.data.DualTalkFolder;
import io.visavis.training.fit.Fitter;
import io.visavis.training.fit.Trained;
import io.visavis.training.fit.dual.DualTraining;
import io.visavis.training.net.dual.Variant;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code visavis train converse}: trains the dual-speaker network on conversations. */
@Command(
    name = "converse",
    mixinStandardHelpOptions = true,
    description = {
      "Trains the dual-speaker network on conversations, made or recorded, on top of the lips'",
      "network; goes on where it was interrupted."
    },
    footer = {
      "",
      "Examples:",
      "  ./visavis train converse",
      "  ./visavis train converse --from inference/src/main/resources/io/visavis/inference/visavis-base.onnx",
      "  ./visavis train converse --data /data/dualtalk --steps 3000",
      "  ./visavis train converse --variant full,no-partner-voice,speaker-only --steps 2000"
    })
final class ConverseCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private final CorpusOption speech = new CorpusOption();

  @Mixin private final LipsOption lips = new LipsOption();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Learn from a data set in DualTalk's layout (`train data DIR`) instead, faces of the flame"
              + " space.")
  @Nullable Path data;

  @Option(
      names = "--from",
      paramLabel = "MODEL",
      description =
          "Begin with the weights of a model, such as the shipped one, where there is no checkpoint"
              + " yet.")
  @Nullable Path from;

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
      defaultValue = "" + DualTraining.CONVERSATIONS,
      description =
          "At a time, of two minutes each; new ones come as training goes on (default"
              + " ${DEFAULT-VALUE}).")
  int conversations;

  @Option(
      names = "--steps",
      defaultValue = "" + DualTraining.STEPS,
      description = "In all (default ${DEFAULT-VALUE}).")
  int steps;

  @Option(
      names = "--rate",
      defaultValue = "" + DualTraining.RATE,
      description =
          "Highest learning rate (default ${DEFAULT-VALUE}); with --from less is better, such as"
              + " 0.0007.")
  double rate;

  @Override
  public Integer call() throws IOException {
    List<Variant> wanted = variants.stream().map(this::variant).toList();
    if (conversations < 1 || conversations > 200 || steps < 1) {
      throw new ParameterException(
          spec.commandLine(), "1 to 200 conversations and 1 step or more would be right.");
    }
    if (!(rate > 0 && rate <= 0.1)) {
      throw new ParameterException(
          spec.commandLine(), "A rate above 0 and up to 0.1 would be right.");
    }
    if (data != null && spec.commandLine().getParseResult().hasMatchedOption("--conversations")) {
      throw new ParameterException(
          spec.commandLine(),
          "--conversations is of those that are made; --data learns from all that memory has room"
              + " for.");
    }
    Map<String, float[]> known = from == null ? Map.of() : Trained.weights(from);
    Fitter.Settings settings = DualTraining.settings(steps, rate);
    try (DualTraining training = training()) {
      for (Variant variant : wanted) {
        System.out.println("Training: " + variant.title() + ".");
        training.fit(variant, settings, checkpoint(variant), known);
      }
    }
    return 0;
  }

  private DualTraining training() throws IOException {
    return data == null
        ? DualTraining.made(speech.corpus(), lips.file, conversations, System.out::println)
        : DualTraining.recorded(new DualTalkFolder(data), lips.file, System.out::println);
  }

  private Path checkpoint(Variant variant) {
    return data == null ? TrainingFiles.dual(out, variant) : TrainingFiles.flame(out, variant);
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
