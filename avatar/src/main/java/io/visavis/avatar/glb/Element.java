package io.visavis.avatar.glb;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A part of the JSON of a glTF that knows where it stands, so that errors can say so.
 *
 * @param path such as {@code accessors[3].count}, empty for the root
 */
public record Element(JsonNode node, String path) {

  /** The member of that name, or null. */
  public @Nullable Element find(String name) {
    JsonNode member = node.get(name);
    return member == null || member.isNull() ? null : new Element(member, member(name));
  }

  /** The member of that name. */
  public Element get(String name) throws AvatarFormatException {
    Element member = find(name);
    if (member == null) {
      throw new AvatarFormatException(member(name) + " is missing.");
    }
    return member;
  }

  /** The item of an array. */
  public Element at(int index) throws AvatarFormatException {
    JsonNode item = node.isArray() ? node.get(index) : null;
    if (item == null) {
      throw new AvatarFormatException(
          "%s[%d] is asked for and is not there.".formatted(path, index));
    }
    return new Element(item, path + "[" + index + "]");
  }

  /** Items of an array. */
  public int size() throws AvatarFormatException {
    if (!node.isArray()) {
      throw new AvatarFormatException(path + " is no array.");
    }
    return node.size();
  }

  /** The item of the root's array {@code table} that this number points at. */
  public Element in(Element root, String table) throws AvatarFormatException {
    return root.get(table).at(integer(0, Integer.MAX_VALUE));
  }

  /** A whole number of that range. */
  public int integer(int least, int most) throws AvatarFormatException {
    // 3.0 is a whole number in JSON, too.
    double value = node.isNumber() ? node.doubleValue() : Double.NaN;
    if (value != Math.rint(value) || !(value >= least && value <= most)) {
      throw new AvatarFormatException(
          "%s is %s; a whole number from %d to %d would be right."
              .formatted(path, brief(), least, most));
    }
    return (int) value;
  }

  /** The whole number of a member, or a default where it is missing. */
  public int integer(String name, int least, int most, int otherwise) throws AvatarFormatException {
    Element member = find(name);
    return member == null ? otherwise : member.integer(least, most);
  }

  /** A finite number. */
  public float number() throws AvatarFormatException {
    float value = node.isNumber() ? node.floatValue() : Float.NaN;
    if (!Float.isFinite(value)) {
      throw new AvatarFormatException("%s is %s, no finite number.".formatted(path, brief()));
    }
    return value;
  }

  /** True or false of a member, false where it is missing. */
  public boolean flag(String name) throws AvatarFormatException {
    Element member = find(name);
    if (member != null && !member.node.isBoolean()) {
      throw new AvatarFormatException(
          "%s is %s; true or false would be right.".formatted(member.path, member.brief()));
    }
    return member != null && member.node.booleanValue();
  }

  /** A string. */
  public String text() throws AvatarFormatException {
    if (!node.isTextual()) {
      throw new AvatarFormatException("%s is %s, no text.".formatted(path, brief()));
    }
    return node.textValue();
  }

  private String member(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private String brief() {
    return node.isNumber() && node.asText().length() <= 30
        ? node.asText()
        : "a " + node.getNodeType().name().toLowerCase(java.util.Locale.ROOT);
  }
}
