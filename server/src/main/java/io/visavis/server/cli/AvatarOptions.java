package io.visavis.server.cli;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.glb.GlbReader;
import io.visavis.avatar.registry.AvatarRegistry;
import io.visavis.avatar.registry.UnknownAvatarException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where avatars come from; a mixin of every command that takes one. */
public final class AvatarOptions {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--avatars",
      paramLabel = "DIR",
      description = "A directory of .glb files, to be called by their names.")
  private @Nullable Path folder;

  /** The avatars that can be called by name. */
  public AvatarRegistry registry() {
    if (folder != null && !Files.isDirectory(folder)) {
      throw new UsageException("There is no directory %s.".formatted(folder));
    }
    return AvatarRegistry.standard(folder);
  }

  /** Is this the path of a file, and no name? */
  static boolean isFile(String nameOrFile) {
    return nameOrFile.endsWith(".glb") || nameOrFile.contains("/") || nameOrFile.contains("\\");
  }

  /** The avatar of a name or of a file. */
  public Avatar load(String nameOrFile) throws IOException, UnknownAvatarException {
    if (!isFile(nameOrFile)) {
      AvatarRegistry registry = registry();
      if (registry.mustBuild(nameOrFile)) {
        spec.commandLine()
            .getErr()
            .printf("Building the avatar %s, once; this takes some seconds ...%n", nameOrFile);
      }
      return registry.get(nameOrFile);
    }
    try {
      return GlbReader.read(Path.of(nameOrFile));
    } catch (io.visavis.avatar.glb.AvatarFormatException e) {
      throw new IOException("%s is no avatar: %s".formatted(nameOrFile, e.getMessage()), e);
    }
  }
}
