package io.visavis.avatar.registry;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.builtin.BuiltInHeads;
import io.visavis.avatar.glb.AvatarRules;
import io.visavis.avatar.glb.GlbReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The avatars that can be asked for by name: built-in ones, and the {@code .glb} files of a folder.
 * Each is built or read when it is first asked for, and then shared; a file that has changed is
 * read again. Any thread may call.
 *
 * <p>A file is called by its name without {@code .glb}. Names are 1 to 32 small letters, digits and
 * hyphens; a file whose name is another, or that of a built-in avatar, is not seen.
 */
public final class AvatarRegistry {
  private static final String SUFFIX = ".glb";

  private final List<String> builtIns;
  private final Function<String, Avatar> builder;
  private final @Nullable Path folder;
  private final @Nullable AvatarCache cache;
  private final ConcurrentMap<String, Slot> slots = new ConcurrentHashMap<>();

  /** The place of one avatar; its monitor makes sure that it is loaded once. */
  private static final class Slot {
    private @Nullable Avatar avatar;
    private @Nullable FileState state;

    private synchronized boolean isFilled() {
      return avatar != null;
    }
  }

  /**
   * A registry.
   *
   * @param builtIns names of built-in avatars
   * @param builder makes each of them; slow
   * @param folder of {@code .glb} files, looked at again whenever a name is asked for, or null
   * @param cache keeps what {@code builder} made, or null
   */
  public AvatarRegistry(
      List<String> builtIns,
      Function<String, Avatar> builder,
      @Nullable Path folder,
      @Nullable AvatarCache cache) {
    this.builtIns = List.copyOf(builtIns);
    this.builder = builder;
    this.folder = folder;
    this.cache = cache;
  }

  /**
   * The built-in avatars, kept in the user's cache, and those of a folder.
   *
   * @param folder of {@code .glb} files, or null
   */
  public static AvatarRegistry standard(@Nullable Path folder) {
    AvatarCache cache =
        new AvatarCache(AvatarCache.defaultFolder(), CodeVersion.of(AvatarRegistry.class));
    return new AvatarRegistry(BuiltInHeads.names(), BuiltInHeads::build, folder, cache);
  }

  /** Built-in names in their own order, then those of files by alphabet. */
  public List<String> names() {
    List<String> names = new ArrayList<>(builtIns);
    if (folder != null && Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.list(folder)) {
        files
            .map(f -> f.getFileName().toString())
            .filter(f -> f.endsWith(SUFFIX))
            .map(f -> f.substring(0, f.length() - SUFFIX.length()))
            .filter(n -> AvatarRules.isName(n) && !builtIns.contains(n))
            .sorted()
            .forEach(names::add);
      } catch (IOException e) {
        // A folder that cannot be read has no avatars.
      }
    }
    return names;
  }

  /** The file of that avatar, empty for a built-in one and for an unknown name. */
  public Optional<Path> fileOf(String name) {
    if (folder == null || !AvatarRules.isName(name) || builtIns.contains(name)) {
      return Optional.empty();
    }
    return Optional.of(folder.resolve(name + SUFFIX)).filter(Files::isRegularFile);
  }

  /** Will {@link #get} build this avatar, which takes some seconds? */
  public boolean mustBuild(String name) {
    Slot slot = slots.get(name);
    return builtIns.contains(name)
        && (slot == null || !slot.isFilled())
        && (cache == null || !cache.has(name));
  }

  /**
   * The avatar of that name, whose own name is the same; slow the first time, and after its file
   * has been replaced. Whoever has the old one keeps it.
   *
   * @throws UnknownAvatarException if there is none
   * @throws IOException if its file cannot be read, with one sentence that says which and why
   */
  public Avatar get(String name) throws UnknownAvatarException, IOException {
    if (!builtIns.contains(name) && fileOf(name).isEmpty()) {
      throw new UnknownAvatarException(name, names());
    }
    Slot slot = slots.computeIfAbsent(name, n -> new Slot());
    synchronized (slot) {
      if (builtIns.contains(name)) {
        if (slot.avatar == null) {
          slot.avatar =
              cache == null ? builder.apply(name) : cache.get(name, () -> builder.apply(name));
        }
        return slot.avatar;
      }
      return fromFile(slot, name);
    }
  }

  private Avatar fromFile(Slot slot, String name) throws UnknownAvatarException, IOException {
    Path file = fileOf(name).orElseThrow(() -> new UnknownAvatarException(name, names()));
    try {
      FileState state = FileState.of(file);
      Avatar avatar = slot.avatar;
      if (avatar == null || !state.equals(slot.state)) {
        avatar = GlbReader.read(file).named(name);
        if (!state.equals(FileState.of(file))) {
          throw new IOException("The file %s is being written just now.".formatted(file));
        }
        slot.avatar = avatar;
        slot.state = state;
      }
      return avatar;
    } catch (IOException e) {
      throw new IOException(
          "The avatar '%s' cannot be used: %s".formatted(name, e.getMessage()), e);
    }
  }
}
