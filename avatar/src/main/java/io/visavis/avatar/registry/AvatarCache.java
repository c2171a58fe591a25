package io.visavis.avatar.registry;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.glb.GlbReader;
import io.visavis.avatar.glb.GlbWriter;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * Keeps built avatars on disk, as {@code NAME-VERSION.glb}. A cache that cannot be read or written
 * is as good as none: the avatar is built again. Any number of threads and processes may share one.
 */
public final class AvatarCache {
  private final Path folder;
  private final String version;

  /**
   * A cache.
   *
   * @param folder made when first needed
   * @param version of the code that builds; what another version built is thrown away
   */
  public AvatarCache(Path folder, String version) {
    this.folder = folder;
    this.version = version;
  }

  /**
   * {@code $XDG_CACHE_HOME/visavis/avatars}, by default below {@code ~/.cache}, and below the
   * temporary directory for a user without a home.
   */
  public static Path defaultFolder() {
    String cache = System.getenv("XDG_CACHE_HOME");
    Path base =
        cache == null || cache.isBlank()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(cache);
    if (!base.isAbsolute()) {
      // A user without a home, as in many containers: the property is then "?".
      base = Path.of(System.getProperty("java.io.tmpdir"));
    }
    return base.resolve("visavis").resolve("avatars");
  }

  /** Is an avatar of that name kept? */
  boolean has(String name) {
    return Files.isRegularFile(file(name));
  }

  private Path file(String name) {
    return folder.resolve(name + "-" + version + ".glb");
  }

  /** The kept avatar of that name, or the built one, which is then kept. */
  Avatar get(String name, Supplier<Avatar> build) {
    Path file = file(name);
    if (Files.isRegularFile(file)) {
      try {
        return GlbReader.read(file);
      } catch (IOException e) {
        // Damaged: built and written anew below.
      }
    }
    Avatar built = build.get();
    try {
      Files.createDirectories(folder);
      GlbWriter.write(built, file);
      dropOthers(name, file);
    } catch (IOException e) {
      // A read-only or full disk costs time at the next start, nothing else.
    }
    return built;
  }

  private void dropOthers(String name, Path keep) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, name + "-*.glb")) {
      for (Path file : files) {
        String rest = file.getFileName().toString().substring(name.length() + 1);
        if (!file.equals(keep) && rest.matches("[0-9a-f]{%d}\\.glb".formatted(version.length()))) {
          Files.deleteIfExists(file);
        }
      }
    }
  }
}
