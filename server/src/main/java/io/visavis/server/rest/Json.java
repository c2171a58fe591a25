package io.visavis.server.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import io.visavis.server.Refusal;
import io.visavis.server.conversation.Settings;
import java.io.IOException;
import java.util.stream.Collectors;

/** Reads and writes JSON; what is unknown or absurdly deep is refused. */
final class Json {
  private static final int DEEPEST = 16;

  private static final ObjectMapper MAPPER = mapper();

  private Json() {}

  private static ObjectMapper mapper() {
    JsonMapper mapper =
        JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    mapper
        .getFactory()
        .setStreamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build());
    return mapper;
  }

  /**
   * Reads a body.
   *
   * @throws Refusal with one sentence that says where it went wrong
   */
  static <T> T read(byte[] body, Class<T> type) {
    try {
      T value = body.length == 0 ? null : MAPPER.readValue(body, type);
      if (value == null) {
        throw Refusal.invalid("The request has no body; a JSON object would be right.");
      }
      return value;
    } catch (UnrecognizedPropertyException e) {
      throw Refusal.invalid(
          "The JSON key '%s' is not known at %s."
              .formatted(Settings.printable(e.getPropertyName()), where(e)));
    } catch (JsonMappingException e) {
      throw Refusal.invalid(
          "The JSON value at %s is not what it should be; docs/server.md shows the shape."
              .formatted(where(e)));
    } catch (JsonProcessingException e) {
      throw Refusal.invalid(
          "The body is not JSON: it breaks at line %d, column %d."
              .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr()));
    } catch (IOException e) {
      throw Refusal.invalid("The body cannot be read.");
    }
  }

  private static String where(JsonMappingException e) {
    String path =
        e.getPath().stream()
            .map(r -> r.getFieldName() == null ? "[" + r.getIndex() + "]" : r.getFieldName())
            .collect(Collectors.joining("."));
    return path.isEmpty() ? "the top" : Settings.printable(path);
  }

  /** A response with a value as its body. */
  static HttpResponse response(ResponseHeaders headers, Object value) {
    try {
      return HttpResponse.of(
          headers.toBuilder().contentType(MediaType.JSON_UTF_8).build(),
          HttpData.wrap(MAPPER.writeValueAsBytes(value)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
