package io.visavis.server.cli;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.check.AvatarCheck;
import io.visavis.avatar.check.Finding;
import io.visavis.avatar.corrective.CoefficientNetwork;
import io.visavis.inference.corrective.CoefficientModel;
import io.visavis.inference.inpaint.InpaintModel;
import io.visavis.inference.model.ModelException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code avatar check}. */
@Command(
    name = "check",
    description = {
      "Says in words what is wrong with an avatar and what to do about it.",
      "Exits with 2 if it cannot be used at all."
    },
    footer = {"", "Examples:", "  visavis avatar check my-head.glb", "  visavis avatar check mira"})
final class AvatarCheckCommand implements Callable<Integer> {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;
  @Mixin private AvatarOptions avatars = new AvatarOptions();

  @Parameters(paramLabel = "FILE|NAME", description = "The avatar.")
  private String avatar = "";

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    List<Finding> findings = findings();
    boolean broken = false;
    int doubts = 0;
    for (Finding finding : findings) {
      switch (finding.level()) {
        case BROKEN -> {
          broken = true;
          out.println("broken    " + finding.sentence());
        }
        case DOUBTFUL -> {
          doubts++;
          out.println("doubtful  " + finding.sentence());
        }
        case FACT -> out.println("          " + finding.sentence());
      }
    }
    out.println(verdict(broken, doubts));
    return broken ? 2 : 0;
  }

  /** All that is found, the worst first; its networks are run here, on noise. */
  private List<Finding> findings() throws Exception {
    List<Finding> findings =
        new ArrayList<>(
            AvatarOptions.isFile(avatar)
                ? AvatarCheck.file(Path.of(avatar))
                : AvatarCheck.avatar(avatars.load(avatar)));
    if (findings.stream().noneMatch(f -> f.level() == Finding.Level.BROKEN)) {
      Avatar checked = avatars.load(avatar);
      CoefficientNetwork network = checked.correctives().network();
      if (network != null) {
        findings.add(network(checked, network));
      }
      seam(checked).ifPresent(findings::add);
      findings.sort(Comparator.comparing(Finding::level));
    }
    return findings;
  }

  private static Finding network(Avatar avatar, CoefficientNetwork network) {
    try (CoefficientModel model = CoefficientModel.open(avatar)) {
      return new Finding(
          Finding.Level.FACT,
          String.format(
              Locale.ROOT,
              "The network of the correctives hears %s and takes %.0f us a frame alone, %.0f us in"
                  + " a batch of 8.",
              network.inputs().stream().map(i -> i.role().id()).collect(Collectors.joining(", ")),
              model.micros(1),
              model.micros(8) / 8));
    } catch (ModelException e) {
      return new Finding(
          Finding.Level.DOUBTFUL,
          "%s The head is shown without its correctives.".formatted(e.getMessage()));
    }
  }

  /** What there is to say of the network of the plate, where there is one. */
  private static Optional<Finding> seam(Avatar avatar) {
    try (InpaintModel model = InpaintModel.open(avatar, InpaintModel.Pace.LIVE)) {
      return model == null
          ? Optional.empty()
          : Optional.of(
              new Finding(
                  Finding.Level.FACT,
                  String.format(
                      Locale.ROOT,
                      "The network of the plate takes %.1f ms a picture on one core.",
                      model.micros() / 1e3)));
    } catch (ModelException e) {
      return Optional.of(
          new Finding(
              Finding.Level.DOUBTFUL,
              "%s The head is eased into its plate without it.".formatted(e.getMessage())));
    }
  }

  private String verdict(boolean broken, int doubts) {
    if (broken) {
      return "%s cannot be used.".formatted(avatar);
    }
    return switch (doubts) {
      case 0 -> "%s is good.".formatted(avatar);
      case 1 -> "%s can be used, with one doubt.".formatted(avatar);
      default -> "%s can be used, with %d doubts.".formatted(avatar, doubts);
    };
  }
}
