package io.visavis.avatar.obj;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The mesh of a Wavefront OBJ file: positions, their colours, and polygons by their positions.
 * Texture coordinates, normals, groups and materials are checked or passed over, not kept.
 *
 * @param vertices [V, 3] positions
 * @param colours [V, 3] that follow positions in some files; empty unless all have them
 * @param corners [C] vertex indices from 0, polygon by polygon
 * @param first [P + 1] where each polygon's corners begin, and where the last ones end
 */
public record ObjFile(float[] vertices, float[] colours, int[] corners, int[] first) {

  /**
   * Reads a file.
   *
   * @throws ObjException with one sentence if it is no OBJ file that can be used
   * @throws IOException if it cannot be read
   */
  public static ObjFile read(Path file, ObjLimits limits) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return read(in, file.toString(), limits);
    }
  }

  /**
   * Reads a stream to its end.
   *
   * @param name what messages call it
   * @throws ObjException with one sentence if it is no OBJ file that can be used
   * @throws IOException if it cannot be read
   */
  public static ObjFile read(InputStream in, String name, ObjLimits limits) throws IOException {
    ObjLines lines = new ObjLines(in, name, limits.bytes());
    return new ObjParser(lines, limits).parse();
  }

  /** Number of vertices. */
  public int vertexCount() {
    return vertices.length / 3;
  }

  /** Number of polygons. */
  public int polygonCount() {
    return first.length - 1;
  }
}
