package io.visavis.loadclient;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A report as JSON; {@code docs/load.md} says what each field is. Null is what is not known, and
 * the time of what never came.
 */
final class JsonReport {
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private JsonReport() {}

  static String of(Report r) {
    Plan plan = r.plan();
    Measurement m = r.measured();
    boolean motion = plan.receive() == Receive.MOTION;
    ObjectNode o = NODES.objectNode();
    o.put("target", r.target());
    o.put("receive", motion ? "motion" : "pictures");
    o.put("people", plan.people());
    o.put("packetMillis", plan.packetMillis());
    o.put("watched", plan.watched());
    o.put("facialMotion", plan.motion());
    o.put("controls", plan.controls());
    o.put("seconds", m.seconds());
    o.put("stopped", r.stopped());
    measured(o, m, motion);
    o.set("portrayals", portrayals(m.seen()));
    o.set("stagesMs", stages(m));
    o.set("events", MAPPER.valueToTree(m.events()));
    o.set("senderLagMs", spread(m.senderLag()));
    o.set("timeline", timeline(r.timeline()));
    Search search = r.search();
    o.set("findMax", search == null ? NODES.nullNode() : search(search, motion));
    try {
      return MAPPER.writeValueAsString(o);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What a measurement of any number of sessions has. */
  private static void measured(ObjectNode o, Measurement m, boolean motion) {
    Delay d = m.delay();
    o.put("sessions", m.sessions());
    o.put("framesExpected", m.framesExpected());
    o.put("framesReceived", m.framesReceived());
    o.put("framesLate", d.frames() == 0 ? null : Long.valueOf(d.late()));
    number(o, "latePercent", d.frames() == 0 ? null : Double.valueOf(d.latePercent()));
    o.set("voiceToVideoMs", motion ? NODES.nullNode() : delay(d));
    o.set("voiceToMotionMs", motion ? delay(d) : NODES.nullNode());
    number(o, "within120Percent", d.frames() == 0 ? null : Double.valueOf(d.within120Percent()));
    o.put("errors", m.failures().size());
    o.set("errorSentences", MAPPER.valueToTree(m.failures()));
    Use u = m.use();
    number(o, "serverCpu", u.serverCores());
    number(o, "clientCpu", u.clientCores());
    number(o, "steal", u.stealPercent());
    number(o, "busy", u.busyPercent());
    o.put("cores", u.cores());
  }

  private static ArrayNode portrayals(List<Seen> seen) {
    ArrayNode all = NODES.arrayNode();
    for (Seen p : seen) {
      ObjectNode o = all.addObject();
      o.put("portrayal", p.portrayal());
      o.put("framesReceived", p.framesReceived());
      number(o, "framesPerSecond", p.framesPerSecond());
      o.set("frameIntervalMs", spread(p.intervals()));
      o.put("intervalsOver120Ms", p.intervalsOver120());
      Delay d = p.motion();
      if (d != null) {
        o.put("framesLate", d.late());
        o.set("voiceToMotionMs", delay(d));
      }
      Seen.Video v = p.picture();
      if (v != null) {
        o.put("width", v.width());
        o.put("height", v.height());
        number(o, "voiceShare", v.voiceShare());
        o.put("codec", v.codec());
        o.put("packetsLost", v.packetsLost());
        number(o, "roundTripMs", v.roundTripMillis());
      }
    }
    return all;
  }

  private static ObjectNode stages(Measurement m) {
    ObjectNode o = NODES.objectNode();
    m.stages().forEach((stage, s) -> o.set(stage, spread(s)));
    return o;
  }

  private static ArrayNode timeline(List<Second> rows) {
    ArrayNode all = NODES.arrayNode();
    for (Second s : rows) {
      ObjectNode o = all.addObject();
      number(o, "at", s.at());
      o.put("sessions", s.sessions());
      number(o, "framesPerSecond", s.framesPerSecond());
      o.put("framesLate", s.late());
      number(o, "p95Ms", s.p95Millis());
      number(o, "clientCpu", s.clientCores());
      number(o, "serverCpu", s.serverCores());
    }
    return all;
  }

  private static ObjectNode search(Search search, boolean motion) {
    ObjectNode o = NODES.objectNode();
    o.put("largest", search.largest());
    o.put("ended", search.ended());
    number(o, "limitLatePercent", search.limit().latePercent());
    number(o, "limitP95Ms", search.limit().p95Millis());
    ArrayNode steps = o.putArray("steps");
    for (Step s : search.steps()) {
      ObjectNode step = steps.addObject();
      measured(step, s.measured(), motion);
      Double server = s.measured().use().serverCores();
      number(
          step,
          "serverCpuPerSession",
          server == null ? null : Double.valueOf(server / s.sessions()));
      step.put("held", s.held());
      step.put("broken", s.broken());
      step.put("afterRefusal", s.again());
    }
    return o;
  }

  private static JsonNode delay(Delay d) {
    if (d.frames() == 0) {
      return NODES.nullNode();
    }
    ObjectNode o = NODES.objectNode();
    number(o, "p50", d.p50Millis());
    number(o, "p95", d.p95Millis());
    number(o, "p99", d.p99Millis());
    return o;
  }

  private static ObjectNode spread(Spread s) {
    ObjectNode o = NODES.objectNode();
    o.put("count", s.count());
    number(o, "p50", s.p50());
    number(o, "p95", s.p95());
    number(o, "p99", s.p99());
    number(o, "max", s.max());
    return o;
  }

  /** To a thousandth: JSON has no infinity, so what never came is null. */
  private static void number(ObjectNode o, String name, @Nullable Double value) {
    o.put(
        name,
        value == null || !Double.isFinite(value)
            ? null
            : Double.valueOf(Math.rint(value * 1e3) / 1e3));
  }
}
