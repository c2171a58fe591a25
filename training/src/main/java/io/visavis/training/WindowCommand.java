package io.visavis.training;

import io.visavis.avatar.motion.MotionSpace;
import io.visavis.inference.model.ModelCard;
import io.visavis.training.net.DualTalkShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code visavis train window}: a full-clip model, to see what it takes to run one live. */
@Command(
    name = "window",
    mixinStandardHelpOptions = true,
    description = {
      "Writes a full-clip model of DualTalk's shape and size, with weights of chance: not to be",
      "looked at, but to see what delay and cost such a model has on your machine before you export",
      "your own (docs/window-models.md)."
    },
    footer = {
      "",
      "Examples:",
      "  ./visavis train window --encoder base --length 100 --hop 25 --out dualtalk.onnx",
      "  ./visavis model check dualtalk.onnx"
    })
final class WindowCommand implements Callable<Integer> {
  /** Frames of a window: 40 s. */
  private static final int MOST = 1000;

  @Spec private CommandSpec spec;

  @Option(
      names = "--encoder",
      defaultValue = "base",
      description =
          "Of speech: tiny, base (wav2vec 2.0 base, 0.4 GB) or large (DualTalk's, 1.3 GB); default"
              + " ${DEFAULT-VALUE}.")
  String encoder;

  @Option(
      names = "--space",
      defaultValue = "arkit",
      description = "Of motion: arkit or flame (default ${DEFAULT-VALUE}).")
  String space;

  @Option(
      names = "--length",
      defaultValue = "100",
      description = "Frames of a window (default ${DEFAULT-VALUE}).")
  int length;

  @Option(
      names = "--hop",
      defaultValue = "5",
      description = "Frames from run to run (default ${DEFAULT-VALUE}).")
  int hop;

  @Option(
      names = "--fade",
      defaultValue = "3",
      description = "Frames over which runs fade (default ${DEFAULT-VALUE}).")
  int fade;

  @Option(names = "--out", required = true, description = "The .onnx to write.")
  Path out;

  @Override
  public Integer call() throws IOException {
    if (hop < 1 || fade < 0 || fade > hop || length < hop + fade || length > MOST) {
      throw new ParameterException(
          spec.commandLine(),
          "A hop of 1 frame or more, a fade no longer than it, and a length of both together to %d would be right."
              .formatted(MOST));
    }
    byte[] model =
        DualTalkShape.write(
            one(DualTalkShape.Encoder.class, encoder, "encoder"),
            one(MotionSpace.class, space, "space"),
            new ModelCard.Window(length, hop, fade),
            1);
    Path file = out.toAbsolutePath();
    Files.createDirectories(file.getParent());
    Files.write(file, model);
    System.out.printf(
        Locale.ROOT,
        "%s: %.0f MB; see what it costs with `visavis model check %s`.%n",
        out,
        model.length / 1e6,
        out);
    return 0;
  }

  private <E extends Enum<E>> E one(Class<E> type, String id, String option) {
    for (E value : type.getEnumConstants()) {
      if (value.name().toLowerCase(Locale.ROOT).equals(id)) {
        return value;
      }
    }
    throw new ParameterException(
        spec.commandLine(), "There is no %s '%s'; --help shows them all.".formatted(option, id));
  }
}
