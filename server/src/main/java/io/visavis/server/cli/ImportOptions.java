package io.visavis.server.cli;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.check.AvatarCheck;
import io.visavis.avatar.check.Finding;
import io.visavis.avatar.glb.AvatarRules;
import io.visavis.avatar.glb.GlbWriter;
import io.visavis.avatar.importer.Label;
import io.visavis.render.View;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What becomes of an imported head: its file, its picture, its name; a mixin. */
public final class ImportOptions {
  private static final String GLB = ".glb";
  private static final int LONGEST_NAME = 32;
  private static final int PICTURE = 512;

  @Option(names = "--out", paramLabel = "FILE.glb", required = true, description = "The avatar.")
  private Path out = Path.of("");

  @Option(
      names = "--picture",
      paramLabel = "FILE.png",
      description = "A picture of it, to look at (default: beside the avatar).")
  private @Nullable Path picture;

  @Option(names = "--title", description = "What people read (default: the name of the file).")
  private @Nullable String title;

  @Option(
      names = "--licence",
      defaultValue = "of its makers",
      description = "An SPDX identifier or a sentence (default: ${DEFAULT-VALUE}).")
  private String licence = "";

  @Mixin private PictureOptions pictures = new PictureOptions();

  /** What the avatar is called; refuses files that cannot be written before anything is read. */
  Label label() {
    if (!out.toString().endsWith(GLB)) {
      throw new UsageException("An avatar is written to a .glb file, not to %s.".formatted(out));
    }
    Path folder = out.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new UsageException("There is no directory %s to write to.".formatted(folder));
    }
    Studio.requirePng(picture());
    String stem = stem();
    return new Label(name(stem), title == null ? stem : title, licence);
  }

  private String stem() {
    String file = String.valueOf(out.getFileName());
    return file.substring(0, file.length() - GLB.length());
  }

  private static String name(String stem) {
    String plain =
        stem.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    String name = plain.substring(0, Math.min(plain.length(), LONGEST_NAME));
    return AvatarRules.isName(name) ? name : "avatar";
  }

  private Path picture() {
    return picture != null ? picture : out.resolveSibling(out.getFileName() + ".png");
  }

  /** Writes the avatar, then its picture, and says what is doubtful. */
  void finish(Avatar avatar, PrintWriter printer) throws IOException {
    GlbWriter.write(avatar, out);
    printer.printf("Wrote %s, %d KB.%n", out, (Files.size(out) + 1023) / 1024);
    View view = View.orbit(avatar.camera(), PICTURE, PICTURE, 0, 0, 1);
    try (Studio studio = new Studio(avatar, pictures)) {
      Studio.write(
          studio.take(
              MotionSet.parse("", avatar),
              Mood.NEUTRAL,
              new float[avatar.correctives().size()],
              view),
          picture());
    }
    printer.printf("Wrote %s: look at it.%n", picture());
    for (Finding finding : AvatarCheck.avatar(avatar)) {
      if (finding.level() != Finding.Level.FACT) {
        printer.println("doubtful  " + finding.sentence());
      }
    }
    String stem = stem();
    if (AvatarRules.isName(stem)) {
      printer.printf("Talk to it: visavis demo --avatar %s%n", out);
    } else {
      printer.printf(
          "To talk to it give it a name that a server takes, such as %s.glb.%n", name(stem));
    }
  }
}
