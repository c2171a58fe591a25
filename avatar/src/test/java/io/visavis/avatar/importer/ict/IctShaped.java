package io.visavis.avatar.importer.ict;

import io.visavis.avatar.importer.Resampled;
import io.visavis.avatar.importer.Resampled.Part;
import io.visavis.avatar.motion.ArkitChannel;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A folder in ICT-FaceKit's layout that is our own: the built-in head Mira with its 26,719 vertices
 * in its parts, in centimetres, with 53 expressions and two identities.
 */
public final class IctShaped {
  private static final float CENTIMETRES = 100;

  private final Resampled head = new Resampled();

  /** Builds the head; the same every time. */
  public IctShaped() {
    add(IctParts.FACE, Part.SKIN);
    add(IctParts.HEAD_AND_NECK, Part.NECK);
    add(IctParts.MOUTH_SOCKET, Part.CAVITY, Part.UPPER_LIP, Part.LOWER_LIP);
    add(IctParts.EYE_SOCKETS, Part.RIM_LEFT, Part.RIM_RIGHT);
    add(IctParts.GUMS_AND_TONGUE, Part.TONGUE);
    add(IctParts.TEETH, Part.UPPER_TEETH, Part.LOWER_TEETH);
    add(IctParts.EYEBALL_LEFT, Part.EYE_LEFT);
    add(IctParts.EYEBALL_RIGHT, Part.EYE_RIGHT);
    add(IctParts.FLUIDS, Part.SHADOW_LEFT, Part.SHADOW_RIGHT);
    add(IctParts.EYELASHES, Part.SHADOW_LEFT, Part.SHADOW_RIGHT);
    head.number(IctParts.landmarks());
  }

  private void add(IctParts part, Part... of) {
    head.add(part.last() - part.first() + 1, of);
  }

  /** Writes all files. */
  public Path write(Path folder) throws IOException {
    Files.createDirectories(folder);
    write(folder.resolve("generic_neutral_mesh.obj"), List.of(), 1, true);
    for (ArkitChannel channel : ArkitChannel.values()) {
      if (channel.ordinal() >= ArkitChannel.COEFFICIENTS) {
        continue;
      }
      List<String> files = IctExpressions.files(channel);
      for (String file : files) {
        List<float[]> moves = head.moves(channel.channelName());
        boolean all = channel == ArkitChannel.JAW_OPEN;
        write(
            folder.resolve(file + ".obj"),
            files.size() == 1 ? moves : half(moves, file.endsWith("_L")),
            1,
            all);
      }
    }
    // One broader, one with a longer chin.
    write(folder.resolve("identity000.obj"), broader(), 1, false);
    write(folder.resolve("identity001.obj"), head.moves("jawOpen"), 0.2f, false);
    return folder;
  }

  /** What is on one side of the face, and half of what is in its middle. */
  private List<float[]> half(List<float[]> moves, boolean left) {
    List<float[]> out = new ArrayList<>();
    for (int v = 0; v < moves.size(); v++) {
      float x = head.vertices().get(v)[0] * (left ? 1 : -1);
      float share = Math.min(Math.max(0.5f + x / 0.01f, 0), 1);
      float[] move = moves.get(v);
      out.add(new float[] {share * move[0], share * move[1], share * move[2]});
    }
    return out;
  }

  private List<float[]> broader() {
    return head.vertices().stream().map(v -> new float[] {0.05f * v[0], 0, 0}).toList();
  }

  private void write(Path file, List<float[]> moves, float weight, boolean all) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.US_ASCII)) {
      out.write("mtllib ICTFaceModelMaterial.mtl\n");
      for (int v = 0; v < head.vertices().size(); v++) {
        out.write('v');
        for (int c = 0; c < 3; c++) {
          float value = head.vertices().get(v)[c];
          value += moves.isEmpty() ? 0 : weight * moves.get(v)[c];
          out.write(' ');
          out.write(Float.toString(value * CENTIMETRES));
        }
        out.write('\n');
      }
      out.write("vt 0.25 0.75\n");
      out.write("g face\nusemtl M_Face\n");
      List<int[]> triangles = head.triangles();
      for (int f = 0; f < (all ? triangles.size() : 1); f++) {
        int[] t = triangles.get(f);
        int[] next = f + 1 < triangles.size() ? triangles.get(f + 1) : new int[3];
        boolean quad = next[0] == t[0] && next[1] == t[2];
        int[] corners = quad ? new int[] {t[0], t[1], t[2], next[2]} : t;
        f += quad ? 1 : 0;
        out.write('f');
        for (int v : corners) {
          out.write(" " + (v + 1) + "/1");
        }
        out.write('\n');
      }
    }
  }

  /** Copies a written folder; links would be quicker, but a test may change them. */
  static Path copy(Path from, Path to, String... names) throws IOException {
    Files.createDirectories(to);
    List<String> only = Arrays.asList(names);
    try (var files = Files.list(from)) {
      for (Path file : files.toList()) {
        String name = String.valueOf(file.getFileName());
        if (only.isEmpty() || only.contains(name)) {
          Files.copy(file, to.resolve(name));
        }
      }
    }
    return to;
  }
}
