package io.visavis.loadclient;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.linecorp.armeria.common.AggregatedHttpResponse;

/** The sentence in a problem+json answer. */
final class Problem {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Problem() {}

  static String detail(AggregatedHttpResponse r) {
    String detail = "";
    try {
      detail = JSON.readTree(r.contentUtf8()).path("detail").asText("");
    } catch (JsonProcessingException e) {
      // No problem+json; the status must do.
    }
    String s = detail.isEmpty() ? r.status().toString() : r.status().code() + ", " + detail;
    return s.endsWith(".") ? s.substring(0, s.length() - 1) : s;
  }
}
