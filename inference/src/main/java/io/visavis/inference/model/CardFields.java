package io.visavis.inference.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The keys of one JSON object of a card, read strictly: each must be known, present and right. */
final class CardFields {
  private final JsonNode object;
  private final String where;
  private final Set<String> seen = new HashSet<>();

  CardFields(JsonNode object, String where) {
    this.object = object;
    this.where = where;
    if (!object.isObject()) {
      throw new ModelException("%s is not a JSON object.".formatted(where));
    }
  }

  boolean has(String key) {
    seen.add(key);
    return object.hasNonNull(key);
  }

  JsonNode node(String key) {
    if (!has(key)) {
      throw new ModelException("%s has no key '%s'.".formatted(where, key));
    }
    return object.get(key);
  }

  String text(String key) {
    JsonNode node = node(key);
    if (!node.isTextual()) {
      throw wrong(key, "a string");
    }
    return node.textValue();
  }

  String text(String key, String otherwise) {
    return has(key) ? text(key) : otherwise;
  }

  boolean flag(String key) {
    if (!has(key)) {
      return false;
    }
    if (!node(key).isBoolean()) {
      throw wrong(key, "true or false");
    }
    return node(key).booleanValue();
  }

  int integer(String key, int min, int max) {
    JsonNode node = node(key);
    if (!node.isIntegralNumber() || node.asLong() < min || node.asLong() > max) {
      throw wrong(key, "a whole number of %d to %d".formatted(min, max));
    }
    return node.intValue();
  }

  double number(String key, double min, double max) {
    JsonNode node = node(key);
    double value = node.doubleValue();
    if (!node.isNumber() || !(value >= min && value <= max)) {
      throw wrong(key, "a number of %s to %s".formatted(min, max));
    }
    return value;
  }

  double number(String key, double min, double max, double otherwise) {
    return has(key) ? number(key, min, max) : otherwise;
  }

  List<JsonNode> list(String key) {
    JsonNode node = node(key);
    if (!node.isArray()) {
      throw wrong(key, "a list");
    }
    List<JsonNode> items = new ArrayList<>();
    node.forEach(items::add);
    return items;
  }

  List<String> texts(String key) {
    List<String> texts = new ArrayList<>();
    if (has(key)) {
      for (JsonNode item : list(key)) {
        if (!item.isTextual()) {
          throw wrong(key, "a list of strings");
        }
        texts.add(item.textValue());
      }
    }
    return texts;
  }

  ModelException wrong(String key, String right) {
    String value = object.path(key).toString();
    return new ModelException(
        "%s says '%s': %s; it should be %s."
            .formatted(
                where, key, value.length() > 60 ? value.substring(0, 60) + "..." : value, right));
  }

  /** Called once all known keys were asked for. */
  void refuseOthers() {
    object
        .fieldNames()
        .forEachRemaining(
            key -> {
              if (!seen.contains(key)) {
                throw new ModelException("%s has an unknown key '%s'.".formatted(where, key));
              }
            });
  }
}
