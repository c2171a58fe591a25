package io.visavis.avatar.importer.ict;

import io.visavis.avatar.importer.ImportException;
import io.visavis.avatar.obj.ObjException;
import io.visavis.avatar.obj.ObjFile;
import io.visavis.avatar.obj.ObjLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The OBJ files of a folder: neutral, identities and expressions, all of the same vertices. */
final class IctFolder {
  static final String NEUTRAL = "generic_neutral_mesh";
  private static final String FOLDER = "FaceXModel";
  private static final ObjLimits LIMITS = new ObjLimits(100_000, 800_000, 64 << 20);

  /** Units; the face of the model is some 25 high. */
  private static final float FARTHEST = 1000;

  private final Path folder;

  /**
   * Opens a folder.
   *
   * @param folder with the files, or the one that has a folder FaceXModel with them
   * @throws ImportException with one sentence if they are not there
   */
  IctFolder(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new ImportException("There is no folder %s.".formatted(folder));
    }
    Path inner = folder.resolve(FOLDER);
    this.folder = isThere(folder, NEUTRAL) || !Files.isDirectory(inner) ? folder : inner;
    if (!isThere(this.folder, NEUTRAL)) {
      throw new ImportException(
          "There is no %s.obj in %s; ICT-FaceKit has it in its folder %s."
              .formatted(NEUTRAL, folder, FOLDER));
    }
  }

  Path path() {
    return folder;
  }

  boolean has(String name) {
    return isThere(folder, name);
  }

  private static boolean isThere(Path folder, String name) {
    return Files.isRegularFile(folder.resolve(name + ".obj"));
  }

  /**
   * A file's mesh.
   *
   * @throws ImportException with one sentence if it cannot be used
   */
  ObjFile mesh(String name) throws IOException {
    Path file = folder.resolve(name + ".obj");
    try {
      ObjFile mesh = ObjFile.read(file, LIMITS);
      if (mesh.vertexCount() != IctParts.VERTICES) {
        throw new ImportException(
            "%s has %d vertices; ICT-FaceKit's light model has %d, and its parts are known by their numbers."
                .formatted(file, mesh.vertexCount(), IctParts.VERTICES));
      }
      for (float value : mesh.vertices()) {
        if (Math.abs(value) > FARTHEST) {
          throw new ImportException(
              "%s has a vertex at %s, far outside of a head.".formatted(file, value));
        }
      }
      return mesh;
    } catch (ObjException e) {
      throw new ImportException(e);
    }
  }

  /** [V, 3] how far a file's vertices are from the neutral ones. */
  float[] delta(String name, float[] neutral) throws IOException {
    float[] out = mesh(name).vertices();
    for (int i = 0; i < out.length; i++) {
      out[i] -= neutral[i];
    }
    return out;
  }
}
