package io.visavis.avatar.importer;

import io.visavis.avatar.flame.FlameModel;
import io.visavis.avatar.flame.FlameShaped;
import io.visavis.avatar.numpy.NpzWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Writes what a training of GaussianAvatars leaves, and the FLAME file that it was done with. */
public final class TrainedFolder {
  /** Values a Gaussian: position, normal, colour, harmonics, opacity, scale, rotation, triangle. */
  static final int COLUMNS = 63;

  private static final int REST = 45;
  private static final int TRIANGLES = 10_144;
  private static final double C0 = 0.28209479177387814;
  private static final int FRAMES = 3;

  private TrainedFolder() {}

  /** A FLAME model as {@code .npz}. */
  public static Path flame(FlameModel model, Path file) throws IOException {
    int v = FlameModel.VERTICES;
    return new NpzWriter()
        .add("v_template", model.template(), v, 3)
        .add("f", model.triangles(), FlameModel.TRIANGLES, 3)
        .add("shapedirs", model.shapes(), v, 3, model.shapeCount())
        .add("posedirs", model.poses(), v, 3, 36)
        .add("J_regressor", model.regressor(), 5, v)
        .add("weights", model.weights(), v, 5)
        .add("kintree_table", new int[] {-1, 0, 1, 1, 1, 0, 1, 2, 3, 4}, 2, 5)
        .write(file);
  }

  /**
   * The two files of a training.
   *
   * @return [N, 63] what the PLY has
   */
  public static float[][] write(Path folder, FlameShaped head, int gaussians, long seed)
      throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    Files.createDirectories(folder);
    int vertices = FlameModel.VERTICES + 120;
    new NpzWriter()
        .add("shape", values(random, 300, 1), 300)
        .add("expr", values(random, FRAMES * 100, 1), FRAMES, 100)
        .add("rotation", values(random, FRAMES * 3, 0.1), FRAMES, 3)
        .add("neck_pose", values(random, FRAMES * 3, 0.1), FRAMES, 3)
        .add("jaw_pose", values(random, FRAMES * 3, 0.1), FRAMES, 3)
        .add("eyes_pose", values(random, FRAMES * 6, 0.1), FRAMES, 6)
        .add("translation", values(random, FRAMES * 3, 0.1), FRAMES, 3)
        .add("static_offset", values(random, vertices * 3, 5e-4), 1, vertices, 3)
        .write(folder.resolve("flame_param.npz"));
    float[][] colours = new float[TRIANGLES][];
    Arrays.setAll(colours, head::colour);
    float[][] rows = new float[gaussians][];
    for (int i = 0; i < gaussians; i++) {
      // One a triangle at least, teeth included, as the training keeps it.
      int triangle = i < TRIANGLES ? i : random.nextInt(TRIANGLES);
      rows[i] = row(random, triangle, colours[triangle]);
    }
    ply(folder.resolve("point_cloud.ply"), rows);
    return rows;
  }

  private static float[] row(SplittableRandom random, int triangle, float[] colour) {
    float[] row = new float[COLUMNS];
    for (int c = 0; c < 3; c++) {
      row[c] = (float) random.nextDouble(-0.3, 0.3);
      row[6 + c] = (float) ((colour[c] - 0.5) / C0 + random.nextDouble(-0.05, 0.05));
      row[55 + c] = (float) random.nextDouble(-2.2, -1);
    }
    for (int k = 0; k < REST; k++) {
      row[9 + k] = (float) random.nextDouble(-0.02, 0.02);
    }
    row[54] = (float) random.nextDouble(0, 5);
    for (int c = 0; c < 4; c++) {
      row[58 + c] = (float) random.nextGaussian();
    }
    row[62] = triangle;
    return row;
  }

  /** Writes a PLY of those rows. */
  static void ply(Path file, float[][] rows) throws IOException {
    StringBuilder header = new StringBuilder("ply\nformat binary_little_endian 1.0\n");
    header.append("element vertex ").append(rows.length).append('\n');
    for (String name : "x y z nx ny nz f_dc_0 f_dc_1 f_dc_2".split(" ", -1)) {
      header.append("property float ").append(name).append('\n');
    }
    for (int k = 0; k < REST; k++) {
      header.append("property float f_rest_").append(k).append('\n');
    }
    for (String name :
        "opacity scale_0 scale_1 scale_2 rot_0 rot_1 rot_2 rot_3 binding_0".split(" ", -1)) {
      header.append("property float ").append(name).append('\n');
    }
    header.append("end_header\n");
    ByteBuffer row = ByteBuffer.allocate(4 * COLUMNS).order(ByteOrder.LITTLE_ENDIAN);
    try (OutputStream out = new java.io.BufferedOutputStream(Files.newOutputStream(file))) {
      out.write(header.toString().getBytes(StandardCharsets.US_ASCII));
      for (float[] values : rows) {
        row.asFloatBuffer().put(values);
        out.write(row.array());
      }
    }
  }

  private static float[] values(SplittableRandom random, int n, double size) {
    float[] out = new float[n];
    for (int i = 0; i < n; i++) {
      out[i] = (float) random.nextDouble(-size, size);
    }
    return out;
  }
}
