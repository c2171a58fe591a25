package io.visavis.avatar.ply;

import io.visavis.avatar.ply.PlyHeader.Element;
import io.visavis.avatar.ply.PlyHeader.Property;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the header of a PLY file, and not a byte after it. */
final class PlyHeaderReader {
  private static final String VERTEX = "vertex";
  private static final int MAX_HEADER = 64 << 10;
  private static final int MAX_PROPERTIES = 512;
  private static final Set<String> FORMATS =
      Set.of("ascii", "binary_little_endian", "binary_big_endian");
  private static final Pattern NAME = Pattern.compile("[!-~]{1,64}");
  // So few digits that the bytes of all rows, of all properties that there may be, fit a long.
  private static final Pattern COUNT = Pattern.compile("[0-9]{1,15}");

  private final InputStream in;
  private final String name;
  private final int maxVertices;
  private final List<Element> elements = new ArrayList<>();
  private int bytes;
  private int properties;
  private @Nullable String format;

  private PlyHeaderReader(InputStream in, String name, int maxVertices) {
    this.in = in;
    this.name = name;
    this.maxVertices = maxVertices;
  }

  /**
   * Reads a header.
   *
   * @param in read byte by byte
   * @param name what messages call the file
   * @throws PlyException with one sentence if it cannot be used
   * @throws IOException if the stream fails
   */
  static PlyHeader read(InputStream in, String name, int maxVertices) throws IOException {
    return new PlyHeaderReader(in, name, maxVertices).read();
  }

  private PlyHeader read() throws IOException {
    byte[] magic = in.readNBytes(3);
    bytes = magic.length;
    if (!new String(magic, StandardCharsets.ISO_8859_1).equals("ply") || !line().isEmpty()) {
      throw new PlyException(name + " is not a PLY file.");
    }
    for (String line = line(); !line.equals("end_header"); line = line()) {
      String[] words = line.split("[ \t]+", -1);
      switch (words[0]) {
        case "", "comment", "obj_info" -> {}
        case "format" -> format(words, line);
        case "element" -> element(words, line);
        case "property" -> property(words, line);
        default -> throw unusable(line, "a format, element, property or comment");
      }
    }
    if (format == null) {
      throw new PlyException(name + " has a header without its format.");
    }
    @Nullable ByteOrder order =
        switch (format) {
          case "binary_little_endian" -> ByteOrder.LITTLE_ENDIAN;
          case "binary_big_endian" -> ByteOrder.BIG_ENDIAN;
          default -> null;
        };
    int at = elements.stream().map(Element::name).toList().indexOf(VERTEX);
    if (at < 0) {
      throw new PlyException(
          "%s has no element '%s'; it has %s.".formatted(name, VERTEX, namesOfElements()));
    }
    elements.subList(0, at + 1).forEach(this::checkNoLists);
    return new PlyHeader(order, elements.subList(0, at), elements.get(at), bytes);
  }

  /** The next line without its end and the blanks around it. */
  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    while (true) {
      int c = in.read();
      if (c < 0) {
        throw new PlyException(name + " ends within its header.");
      }
      if (++bytes > MAX_HEADER) {
        throw new PlyException(
            "%s has a header of more than %d bytes.".formatted(name, MAX_HEADER));
      }
      if (c == '\n') {
        return line.toString(StandardCharsets.ISO_8859_1).strip();
      }
      line.write(c);
    }
  }

  private void format(String[] words, String line) {
    if (format != null
        || words.length != 3
        || !FORMATS.contains(words[1])
        || !words[2].equals("1.0")) {
      throw unusable(line, "one line such as 'format binary_little_endian 1.0'");
    }
    format = words[1];
  }

  private void element(String[] words, String line) {
    if (words.length != 3 || !NAME.matcher(words[1]).matches()) {
      throw unusable(line, "a line such as 'element vertex 100'");
    }
    if (!COUNT.matcher(words[2]).matches()) {
      throw new PlyException(
          "%s has '%s' rows of '%s'; a whole number from 0 on would be right."
              .formatted(name, shown(words[2]), words[1]));
    }
    long count = Long.parseLong(words[2]);
    if (words[1].equals(VERTEX) && count > maxVertices) {
      throw new PlyException(
          "%s has %d vertices; at most %d are read.".formatted(name, count, maxVertices));
    }
    if (elements.stream().anyMatch(element -> element.name().equals(words[1]))) {
      throw new PlyException("%s has two elements '%s'.".formatted(name, words[1]));
    }
    elements.add(new Element(words[1], count, List.of()));
  }

  private void property(String[] words, String line) {
    boolean list = words.length == 5 && words[1].equals("list");
    String own = words[words.length - 1];
    if ((words.length != 3 && !list) || elements.isEmpty() || !NAME.matcher(own).matches()) {
      throw unusable(line, "a line such as 'property float x' under its element's");
    }
    if (++properties > MAX_PROPERTIES) {
      throw new PlyException("%s has more than %d properties.".formatted(name, MAX_PROPERTIES));
    }
    if (list) {
      type(words[2], own);
    }
    Element element = elements.removeLast();
    if (element.properties().stream().anyMatch(property -> property.name().equals(own))) {
      throw new PlyException(
          "%s has two properties '%s' of '%s'.".formatted(name, own, element.name()));
    }
    List<Property> all = new ArrayList<>(element.properties());
    all.add(new Property(own, type(words[words.length - 2], own), list));
    elements.add(new Element(element.name(), element.count(), all));
  }

  private PlyType type(String type, String property) {
    return PlyType.named(type)
        .orElseThrow(
            () ->
                new PlyException(
                    "%s has the type '%s' for '%s'; a number's would be right, such as 'float'."
                        .formatted(name, shown(type), property)));
  }

  private void checkNoLists(Element element) {
    for (Property property : element.properties()) {
      if (property.list()) {
        throw new PlyException(
            "%s has the list '%s' in '%s'; only numbers are read up to the end of '%s'."
                .formatted(name, property.name(), element.name(), VERTEX));
      }
    }
  }

  private String namesOfElements() {
    return elements.isEmpty()
        ? "none"
        : elements.stream().limit(12).map(Element::name).collect(Collectors.joining(", "));
  }

  private PlyException unusable(String line, String right) {
    return new PlyException(
        "%s has the line '%s' in its header; %s would be right."
            .formatted(name, shown(line), right));
  }

  private static String shown(String text) {
    return text.substring(0, Math.min(text.length(), 80)).replaceAll("[^ -~]", "?");
  }
}
