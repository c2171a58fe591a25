package io.visavis.server.offline;

import com.fasterxml.jackson.databind.JsonNode;
import io.visavis.avatar.motion.MotionSpace;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Motion as lines of JSON: first {@code {"space":"arkit","fps":25,"names":[...]}}, then {@code
 * {"t":seconds,"v":[...]}} a frame; {@code null} in v stands for "not tracked".
 */
public final class MotionFile {
  /** Three hours and twenty minutes. */
  private static final int MAX_FRAMES = 300_000;

  private MotionFile() {}

  /**
   * The space that a file says its motion is of.
   *
   * @throws IOException with one sentence if it says none
   */
  public static MotionSpace space(Path file) throws IOException {
    try (JsonLines lines = new JsonLines(file)) {
      JsonNode head = lines.next();
      String id = head == null ? "" : head.path("space").asText();
      for (MotionSpace space : MotionSpace.values()) {
        if (space.id().equals(id)) {
          return space;
        }
      }
      throw lines.wrong("has no motion space; \"space\":\"arkit\" or \"flame\" would be right");
    }
  }

  /**
   * Reads motion of a space. Names may come in any order; those that are missing are not tracked.
   *
   * @throws IOException with one sentence that names the line
   */
  public static List<PartnerFrame> read(Path file, MotionSpace space) throws IOException {
    List<PartnerFrame> frames = new ArrayList<>();
    try (JsonLines lines = new JsonLines(file)) {
      JsonNode head = lines.next();
      if (head == null) {
        throw new IOException("%s is empty; motion was expected in it.".formatted(file));
      }
      int[] order = header(lines, head, space);
      double last = -1;
      for (JsonNode line = lines.next(); line != null; line = lines.next()) {
        lines.allow(line, Set.of("t", "v"));
        double t = lines.time(line);
        if (frames.size() == MAX_FRAMES) {
          throw lines.wrong("is one frame more than %d, which is the most".formatted(MAX_FRAMES));
        }
        if (t <= last) {
          throw lines.wrong("has the time %s after %s; times ascend".formatted(t, last));
        }
        last = t;
        frames.add(frame(lines, line.path("v"), t, order, space.size()));
      }
    }
    return frames;
  }

  private static int[] header(JsonLines lines, JsonNode head, MotionSpace space)
      throws IOException {
    lines.allow(head, Set.of("space", "fps", "names"));
    String id = head.path("space").asText();
    if (!id.equals(space.id())) {
      throw lines.wrong("has the space '%s'; '%s' is needed".formatted(id, space.id()));
    }
    JsonNode names = head.path("names");
    if (!names.isArray() || names.isEmpty()) {
      throw lines.wrong("has no names; \"names\" with the channels in their order would be right");
    }
    int[] order = new int[names.size()];
    boolean[] seen = new boolean[space.size()];
    for (int i = 0; i < order.length; i++) {
      String name = names.get(i).asText();
      order[i] = space.names().indexOf(name);
      if (order[i] < 0) {
        throw lines.wrong(
            "has the name '%s', which is no channel of %s".formatted(name, space.id()));
      }
      if (seen[order[i]]) {
        throw lines.wrong("has the name '%s' twice".formatted(name));
      }
      seen[order[i]] = true;
    }
    return order;
  }

  private static PartnerFrame frame(
      JsonLines lines, JsonNode values, double t, int[] order, int size) throws IOException {
    if (!values.isArray() || values.size() != order.length) {
      throw lines.wrong(
          "has %d values; %d would be right, as many as there are names"
              .formatted(values.size(), order.length));
    }
    float[] v = new float[size];
    boolean[] mask = new boolean[size];
    for (int i = 0; i < order.length; i++) {
      JsonNode value = values.get(i);
      if (value.isNull()) {
        continue;
      }
      if (!value.isNumber() || !Float.isFinite(value.floatValue())) {
        throw lines.wrong(
            "has the value %s; a number, or null for what is not tracked, would be right"
                .formatted(value));
      }
      v[order[i]] = value.floatValue();
      mask[order[i]] = true;
    }
    return new PartnerFrame(t, v, mask);
  }

  /** Writes motion frame by frame. */
  public static final class Writer implements AutoCloseable {
    private final BufferedWriter out;
    private final StringBuilder line = new StringBuilder();

    /** Begins a file. */
    public Writer(Path file, MotionSpace space) throws IOException {
      this.out = Files.newBufferedWriter(file);
      out.write(
          "{\"space\":\"%s\",\"fps\":%d,\"names\":[\"%s\"]}\n"
              .formatted(space.id(), MotionSpace.FPS, String.join("\",\"", space.names())));
    }

    /** Adds frame n. */
    public void write(long n, float[] motion) throws IOException {
      line.setLength(0);
      line.append("{\"t\":")
          .append(String.format(Locale.ROOT, "%.2f", n / 25.0))
          .append(",\"v\":[");
      for (int i = 0; i < motion.length; i++) {
        line.append(i == 0 ? "" : ",").append(number(motion[i]));
      }
      out.append(line.append("]}\n"));
    }

    /** Six decimals at most, zeros cut. */
    private static String number(float value) {
      long millionths = Math.round(value * 1e6);
      if (millionths % 1_000_000 == 0) {
        return Long.toString(millionths / 1_000_000);
      }
      String digits = String.format(Locale.ROOT, "%.6f", millionths / 1e6);
      int end = digits.length();
      while (digits.charAt(end - 1) == '0') {
        end--;
      }
      return digits.substring(0, end);
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }
}
