package io.visavis.server.backdrop;

import io.visavis.avatar.plate.PlateImage;
import io.visavis.avatar.plate.PlateReader;
import io.visavis.render.Backdrop;
import io.visavis.render.Background;
import io.visavis.server.Refusal;
import io.visavis.server.config.ConfigException;
import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What may be behind a head, by what users say: {@code default}, a colour, or the name of a picture
 * that is built in or in a directory, never a path. A picture is decoded when it is first asked
 * for, and kept as long as there is memory. Any thread.
 */
public final class Backdrops {
  /** The avatar's own plate, or a calm grey-blue. */
  public static final String DEFAULT = "default";

  /** Pictures of a directory that are taken. */
  private static final int MOST = 256;

  private static final Logger log = LoggerFactory.getLogger(Backdrops.class);
  private static final Pattern COLOUR = Pattern.compile("#[0-9a-fA-F]{6}");
  private static final Pattern FILE = Pattern.compile("([a-z0-9-]{1,32})\\.(png|jpg|jpeg)");
  private static final List<String> WORDS = List.of(DEFAULT, "transparent");

  private final Map<String, Callable<PlateImage>> pictures = new TreeMap<>();
  private final Map<String, SoftReference<Backdrop>> decoded = new HashMap<>();

  /**
   * The built-in pictures and those of a directory. A file of another kind or name is left out,
   * with a line in the log.
   *
   * @param directory of pictures, or null
   * @throws ConfigException if it cannot be read
   */
  public Backdrops(@Nullable Path directory) {
    pictures.put("dusk", Painted::dusk);
    pictures.put("studio", Painted::studio);
    if (directory == null) {
      return;
    }
    try (Stream<Path> files = Files.list(directory)) {
      files.sorted().forEach(this::add);
    } catch (IOException e) {
      throw new ConfigException(
          "The backgrounds' directory %s cannot be read.".formatted(directory));
    }
  }

  private void add(Path file) {
    String fileName = String.valueOf(file.getFileName());
    var match = FILE.matcher(fileName.toLowerCase(Locale.ROOT));
    if (!match.matches() || WORDS.contains(match.group(1)) || pictures.size() >= MOST) {
      log.warn(
          "The background {} is left out: up to {} PNG and JPEG files of small letters, digits and"
              + " hyphens are taken",
          fileName,
          MOST);
      return;
    }
    pictures.put(match.group(1), () -> PlateReader.read(file));
  }

  /** Names of the pictures. */
  public List<String> names() {
    return List.copyOf(pictures.keySet());
  }

  /**
   * What somebody says.
   *
   * @param said {@code default} or nothing, {@code #rrggbb}, or a name
   * @throws Refusal NOT_FOUND if there is none of that name, INVALID if it is no colour or its file
   *     is broken
   */
  public Backdrop get(String said) {
    if (said.isEmpty() || said.equals(DEFAULT)) {
      return Backdrop.OWN;
    }
    if (said.startsWith("#")) {
      return new Backdrop.Flat(colour(said));
    }
    Callable<PlateImage> picture = pictures.get(said);
    if (picture == null) {
      throw Refusal.notFound(
          "There is no background '%s'; %s, or a colour such as #203040, would be right."
              .formatted(printable(said), String.join(", ", names())));
    }
    return decoded(said, picture);
  }

  private synchronized Backdrop decoded(String name, Callable<PlateImage> picture) {
    SoftReference<Backdrop> kept = decoded.get(name);
    Backdrop backdrop = kept == null ? null : kept.get();
    if (backdrop == null) {
      backdrop = decode(name, picture);
      decoded.put(name, new SoftReference<>(backdrop));
    }
    return backdrop;
  }

  private static Backdrop decode(String name, Callable<PlateImage> picture) {
    try {
      return new Backdrop.Still(picture.call());
    } catch (Exception e) {
      log.warn("The background {} cannot be used: {}", name, e.getMessage());
      throw Refusal.invalid(
          "The picture of the background '%s' cannot be used; the server's log says why."
              .formatted(name));
    }
  }

  private static Background colour(String said) {
    if (!COLOUR.matcher(said).matches()) {
      throw Refusal.invalid(
          "The background '%s' is no colour; # and six digits, such as #203040, would be right."
              .formatted(printable(said)));
    }
    int rgb = Integer.parseInt(said.substring(1), 16);
    return new Background.Colour(
        (rgb >> 16) / 255f, ((rgb >> 8) & 0xff) / 255f, (rgb & 0xff) / 255f);
  }

  private static String printable(String text) {
    String shortened = text.length() <= 64 ? text : text.substring(0, 64) + "…";
    return shortened.replaceAll("\\p{Cntrl}", "?");
  }
}
