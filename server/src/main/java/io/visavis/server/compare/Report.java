package io.visavis.server.compare;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.visavis.inference.metric.SyncScore;
import io.visavis.render.compare.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a comparison found: a table to read, and JSON. */
public final class Report {
  private static final String ROW = "%-10s %-8s %10s %10s  %s";
  private static final String PICTURE = "picture";
  private static final String FACE = "face";
  private static final String LMD = "lmd";

  private final List<Scored> scored;
  private final Optional<Double> fid;
  private final Optional<SyncComparison.Scores> sync;
  private final List<String> notes;

  /**
   * Of a comparison.
   *
   * @param notes sentences about what was left out, and why
   */
  public Report(Comparison comparison, List<String> notes) {
    this.scored = comparison.scored();
    this.fid = comparison.fid();
    this.sync = comparison.sync();
    this.notes = new ArrayList<>(notes);
    this.notes.addAll(comparison.notes());
    long faces = scored.stream().filter(s -> s.face() != null).count();
    if (faces > 0 && faces < scored.size()) {
      this.notes.add(
          "%d of %d pictures show no face, or one below 11 pixels; figures of the face are of the others."
              .formatted(scored.size() - faces, scored.size()));
    }
    if (faces > 0 && !comparison.lpipsOfFaces()) {
      this.notes.add(
          "LPIPS of the face is left out: the network does not take pictures of the face's size.");
    }
  }

  /** The table, and the notes below it. */
  public List<String> lines() {
    List<String> out = new ArrayList<>();
    out.add(ROW.formatted("measure", "of", "mean", "worst", "at").stripTrailing());
    for (Measure measure : Measure.values()) {
      row(out, measure, PICTURE, Scored::picture);
      row(out, measure, FACE, Scored::face);
    }
    Summary mouths = mouths();
    if (mouths != null) {
      out.add(
          ROW.formatted(
              "LMD, px",
              "mouth",
              Measure.shown("%.2f", mouths.mean()),
              Measure.shown("%.2f", mouths.worst()),
              mouths.at()));
    }
    fid.ifPresent(d -> out.add(ROW.formatted("FID", PICTURE, two(d), "", "").stripTrailing()));
    sync.ifPresent(
        s -> {
          sync(out, PICTURE, s.pictures());
          sync(out, "reference", s.references());
        });
    out.addAll(notes);
    return out;
  }

  private static void sync(List<String> out, String of, SyncScore score) {
    out.add(ROW.formatted("LSE-C", of, two(score.confidence()), "", "").stripTrailing());
    String at =
        score.offset() == 0
            ? "where both are together"
            : "where the picture is %d frames %s the voice"
                .formatted(Math.abs(score.offset()), score.offset() > 0 ? "behind" : "before");
    out.add(ROW.formatted("LSE-D", of, two(score.distance()), "", at));
  }

  private static String two(double figure) {
    return String.format(Locale.ROOT, "%.2f", figure);
  }

  private void row(
      List<String> out, Measure measure, String of, Function<Scored, Scored.@Nullable Part> part) {
    Summary summary = summary(measure, part);
    if (summary != null) {
      out.add(
          ROW.formatted(
              measure.title(),
              of,
              measure.shown(summary.mean()),
              measure.shown(summary.worst()),
              summary.at()));
    }
  }

  private @Nullable Summary summary(Measure measure, Function<Scored, Scored.@Nullable Part> part) {
    List<Summary.Entry> entries = new ArrayList<>();
    for (Scored one : scored) {
      Scored.Part of = part.apply(one);
      Double value = of == null ? null : measure.of(of);
      if (value != null) {
        entries.add(new Summary.Entry(one.name(), value));
      }
    }
    return entries.isEmpty() ? null : measure.summary(entries);
  }

  private @Nullable Summary mouths() {
    List<Summary.Entry> entries = new ArrayList<>();
    for (Scored one : scored) {
      if (one.lmd() != null) {
        entries.add(new Summary.Entry(one.name(), one.lmd()));
      }
    }
    return entries.isEmpty() ? null : Summary.of(entries, false);
  }

  /** All figures of all pictures; one that is infinite is the text "Infinity". */
  public ObjectNode json() {
    ObjectNode root = new ObjectMapper().createObjectNode();
    root.put("pictures", scored.size());
    root.put(
        "ssim",
        "11x11 Gaussian, sigma 1.5, windows within the picture, mean over red, green, blue");
    for (String of : List.of(PICTURE, FACE)) {
      Function<Scored, Scored.@Nullable Part> part =
          of.equals(PICTURE) ? Scored::picture : Scored::face;
      for (Measure measure : Measure.values()) {
        Summary summary = summary(measure, part);
        if (summary != null) {
          put(root.withObjectProperty(of).putObject(measure.key()), summary);
        }
      }
    }
    Summary mouths = mouths();
    if (mouths != null) {
      put(root.putObject(LMD), mouths);
    }
    fid.ifPresent(d -> root.put("fid", d));
    sync.ifPresent(
        s -> {
          ObjectNode lse = root.putObject("lse");
          put(lse.putObject("pictures"), s.pictures());
          put(lse.putObject("references"), s.references());
        });
    notes.forEach(root.putArray("notes")::add);
    var frames = root.putArray("frames");
    for (Scored one : scored) {
      ObjectNode frame = frames.addObject().put("name", one.name());
      put(frame.putObject(PICTURE), one.picture());
      if (one.face() != null) {
        ObjectNode face = frame.putObject(FACE);
        Region r = one.face().region();
        face.putArray("region").add(r.x()).add(r.y()).add(r.width()).add(r.height());
        put(face, one.face());
      }
      if (one.lmd() != null) {
        frame.put(LMD, one.lmd());
      }
    }
    return root;
  }

  private static void put(ObjectNode to, Summary summary) {
    to.put("mean", summary.mean())
        .put("worst", summary.worst())
        .put("at", summary.at())
        .put("count", summary.count());
  }

  private static void put(ObjectNode to, SyncScore score) {
    to.put("c", score.confidence()).put("d", score.distance()).put("offset", score.offset());
  }

  private static void put(ObjectNode to, Scored.Part part) {
    for (Measure measure : Measure.values()) {
      Double value = measure.of(part);
      if (value != null) {
        to.put(measure.key(), value);
      }
    }
  }
}
