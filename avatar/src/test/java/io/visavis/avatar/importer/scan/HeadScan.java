package io.visavis.avatar.importer.scan;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.glb.RestSplats;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A head's Gaussians at rest as the rows of a scan, which lies anywhere in its file. */
final class HeadScan {
  /** Of a row: position, colour, opacity, scale, rotation (w, x, y, z); then harmonics. */
  static final int COLUMNS = 14;

  private static final double C0 = 0.28209479177387814;

  /** Metres: what lies wholly before this, and below that, is inside the mouth. */
  private static final float INSIDE = 0.03f;

  private static final float MOUTH = -0.045f;

  private final List<Integer> source = new ArrayList<>();
  private final List<float[]> rows = new ArrayList<>();
  private final Similarity toFile;
  private final int harmonics;

  /**
   * An empty scan.
   *
   * @param toFile from metres to its own space
   * @param degree of the harmonics that its rows have
   */
  HeadScan(Similarity toFile, int degree) {
    this.toFile = toFile;
    this.harmonics = 3 * ((degree + 1) * (degree + 1) - 1);
  }

  /** A whole head as a camera sees it with its mouth shut: without what is inside the mouth. */
  static HeadScan of(Avatar head, Similarity toFile, int degree) {
    HeadScan scan = new HeadScan(toFile, degree);
    RestSplats splats = RestSplats.of(head);
    Parts parts = new Parts(head.mesh());
    for (int i = 0; i < head.gaussians().size(); i++) {
      int corner = head.mesh().triangles()[3 * head.gaussians().parent()[i]];
      if (parts.hindmost(parts.of(corner)) > INSIDE
          && head.mesh().vertices()[3 * corner + 1] < MOUTH) {
        continue;
      }
      scan.source.add(i);
      float[] row = scan.row(Vector.at(splats.position(), i), head.gaussians().opacity()[i]);
      double[] own = quaternion(toFile.rotation());
      double[] turned =
          product(
              own,
              new double[] {
                splats.rotation()[4 * i + 3],
                splats.rotation()[4 * i],
                splats.rotation()[4 * i + 1],
                splats.rotation()[4 * i + 2]
              });
      for (int c = 0; c < 3; c++) {
        row[3 + c] = (float) ((head.gaussians().colour()[c][i] - 0.5) / C0);
        row[7 + c] = (float) Math.log(splats.scale()[3 * i + c] * toFile.scale());
      }
      for (int c = 0; c < 4; c++) {
        // Not normalised, as a training leaves it.
        row[10 + c] = (float) (2.5 * turned[c]);
      }
      for (int k = 0; k < scan.harmonics; k++) {
        row[COLUMNS + k] = (float) (0.1 * Math.sin(i + 7 * k));
      }
    }
    return scan;
  }

  /** A small round grey Gaussian more, at a place in metres; its row may be changed. */
  float[] row(double[] metres, double opacity) {
    float[] row = new float[COLUMNS + harmonics];
    double[] p = toFile.apply(metres);
    for (int c = 0; c < 3; c++) {
      row[c] = (float) p[c];
      row[7 + c] = (float) Math.log(0.002 * toFile.scale());
    }
    row[6] = (float) Math.log(opacity / (1 - opacity));
    row[10] = 1;
    rows.add(row);
    return row;
  }

  /** The head's Gaussians that the rows are. */
  List<Integer> source() {
    return source;
  }

  List<float[]> rows() {
    return rows;
  }

  /** A place in metres as {@code --eyes} has it. */
  String text(double[] metres) {
    double[] p = toFile.apply(metres);
    return "%s,%s,%s".formatted(p[0], p[1], p[2]);
  }

  Path write(Path file) throws IOException {
    return write(file, List.of());
  }

  /**
   * Writes a PLY.
   *
   * @param more properties, 0 for every Gaussian
   */
  Path write(Path file, List<String> more) throws IOException {
    StringBuilder header = new StringBuilder("ply\nformat binary_little_endian 1.0\n");
    header.append("element vertex ").append(rows.size()).append('\n');
    List<String> names =
        new ArrayList<>(
            List.of(
                "x y z f_dc_0 f_dc_1 f_dc_2 opacity scale_0 scale_1 scale_2 rot_0 rot_1 rot_2 rot_3"
                    .split(" ", -1)));
    for (int k = 0; k < harmonics; k++) {
      names.add("f_rest_" + k);
    }
    names.addAll(more);
    names.forEach(name -> header.append("property float ").append(name).append('\n'));
    header.append("end_header\n");
    ByteBuffer row = ByteBuffer.allocate(4 * names.size()).order(ByteOrder.LITTLE_ENDIAN);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      out.write(header.toString().getBytes(StandardCharsets.US_ASCII));
      for (float[] values : rows) {
        row.asFloatBuffer().put(values);
        out.write(row.array());
      }
    }
    return file;
  }

  /** The rotation about an axis. */
  static double[] turn(double[] axis, double angle) {
    double[] u = Vector.unit(axis);
    double c = Math.cos(angle);
    double s = Math.sin(angle);
    double[] cross = {0, -u[2], u[1], u[2], 0, -u[0], -u[1], u[0], 0};
    double[] out = new double[9];
    for (int i = 0; i < 9; i++) {
      out[i] = (i % 4 == 0 ? c : 0) + s * cross[i] + (1 - c) * u[i / 3] * u[i % 3];
    }
    return out;
  }

  /** First b, then a. */
  static double[] product(double[] a, double[] b, int n) {
    double[] out = new double[n * n];
    for (int i = 0; i < out.length; i++) {
      for (int k = 0; k < n; k++) {
        out[i] += a[i / n * n + k] * b[k * n + i % n];
      }
    }
    return out;
  }

  private static double[] product(double[] a, double[] b) {
    return new double[] {
      a[0] * b[0] - a[1] * b[1] - a[2] * b[2] - a[3] * b[3],
      a[0] * b[1] + a[1] * b[0] + a[2] * b[3] - a[3] * b[2],
      a[0] * b[2] - a[1] * b[3] + a[2] * b[0] + a[3] * b[1],
      a[0] * b[3] + a[1] * b[2] - a[2] * b[1] + a[3] * b[0]
    };
  }

  /** (w, x, y, z), by the largest of them. */
  private static double[] quaternion(double[] r) {
    double[] squares = {
      1 + r[0] + r[4] + r[8], 1 + r[0] - r[4] - r[8], 1 - r[0] + r[4] - r[8], 1 - r[0] - r[4] + r[8]
    };
    double[][] rows = {
      {squares[0], r[7] - r[5], r[2] - r[6], r[3] - r[1]},
      {r[7] - r[5], squares[1], r[1] + r[3], r[2] + r[6]},
      {r[2] - r[6], r[1] + r[3], squares[2], r[5] + r[7]},
      {r[3] - r[1], r[2] + r[6], r[5] + r[7], squares[3]}
    };
    int best = 0;
    for (int k = 1; k < 4; k++) {
      best = squares[k] > squares[best] ? k : best;
    }
    double[] q = rows[best];
    double norm = Math.sqrt(q[0] * q[0] + q[1] * q[1] + q[2] * q[2] + q[3] * q[3]);
    return new double[] {q[0] / norm, q[1] / norm, q[2] / norm, q[3] / norm};
  }
}
