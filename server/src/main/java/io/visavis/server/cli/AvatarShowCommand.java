package io.visavis.server.cli;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.Harmonics;
import io.visavis.avatar.check.AvatarCheck;
import io.visavis.avatar.check.Finding;
import io.visavis.avatar.corrective.CoefficientNetwork;
import io.visavis.avatar.corrective.CorrectiveBasis;
import io.visavis.avatar.rig.Joint;
import io.visavis.avatar.rig.Retarget;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code avatar show}. */
@Command(
    name = "show",
    description = "Says what an avatar is made of.",
    footer = {"", "Examples:", "  visavis avatar show mira", "  visavis avatar show ./my-head.glb"})
final class AvatarShowCommand implements Callable<Integer> {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;
  @Mixin private AvatarOptions avatars = new AvatarOptions();

  @Parameters(paramLabel = "NAME|FILE", description = "The avatar.")
  private String avatar = "";

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    Avatar shown = avatars.load(avatar);
    line(out, "name", shown.name());
    line(out, "title", shown.title());
    line(out, "licence", shown.licence());
    line(out, "space", shown.space().id());
    Retarget retarget = shown.retarget();
    line(out, "retargeted", retarget == null ? "no" : "from " + retarget.from().id());
    line(out, "landmarks", shown.mesh().landmarks().length == 0 ? "unknown" : "68");
    line(out, "binding", shown.gaussians().binding().id());
    line(out, "harmonics", harmonics(shown.gaussians().harmonics()));
    correctives(out, shown);
    for (Finding fact : AvatarCheck.avatar(shown)) {
      line(out, fact.level() == Finding.Level.FACT ? "" : "doubtful", fact.sentence());
    }
    Avatar.DefaultCamera camera = shown.camera();
    line(
        out,
        "camera",
        String.format(
            Locale.ROOT,
            "%.2f m before (%.3f, %.3f, %.3f), field of view %.1f degrees",
            camera.distance(),
            camera.target()[0],
            camera.target()[1],
            camera.target()[2],
            Math.toDegrees(camera.fovY())));
    float[] pivots = shown.mesh().pivots();
    for (Joint joint : Joint.values()) {
      int at = 3 * joint.ordinal();
      line(
          out,
          "joint " + joint.jointName(),
          String.format(
              Locale.ROOT, "(%.3f, %.3f, %.3f)", pivots[at], pivots[at + 1], pivots[at + 2]));
    }
    line(out, "channels", String.join(" ", shown.space().names()));
    return 0;
  }

  private static String harmonics(Harmonics harmonics) {
    return harmonics.degree() == 0
        ? "none"
        : "degree %d, %s"
            .formatted(
                harmonics.degree(),
                harmonics.turnsWithHead() ? "in the frame of the head" : "in the world");
  }

  private static void correctives(PrintWriter out, Avatar shown) {
    List<String> names = shown.correctives().names();
    line(out, "correctives", names.isEmpty() ? "none" : String.join(", ", names));
    CoefficientNetwork network = shown.correctives().network();
    if (network != null) {
      line(
          out,
          "network",
          "%d bytes, hears %s"
              .formatted(
                  network.onnx().length,
                  network.inputs().stream()
                      .map(i -> i.role().id())
                      .collect(Collectors.joining(", "))));
    }
    for (CorrectiveBasis basis : shown.correctives().bases()) {
      int domain = basis.shared() ? shown.mesh().triangleCount() : shown.gaussians().size();
      int rows = basis.count(domain);
      line(
          out,
          "basis",
          "%s (%s) a %s, by %s: %d x %d x %d = %d values"
              .formatted(
                  basis.target().attribute(),
                  basis.target().composition(),
                  basis.shared() ? "triangle" : "Gaussian",
                  String.join(", ", names.subList(basis.first(), basis.first() + rows)),
                  rows,
                  basis.target().channels(),
                  domain,
                  basis.values().length));
    }
  }

  private static void line(PrintWriter out, String label, String text) {
    out.printf("%-15s %s%n", label, text);
  }
}
