package io.visavis.avatar.importer;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.GaussianCloud;
import io.visavis.avatar.corrective.Correctives;
import io.visavis.avatar.flame.FlameHead;
import io.visavis.avatar.flame.FlameModel;
import io.visavis.avatar.flame.FlameTeeth;
import io.visavis.avatar.motion.MotionSpace;
import io.visavis.avatar.numpy.NpzFile;
import io.visavis.avatar.numpy.NumpyArray;
import io.visavis.avatar.numpy.NumpyException;
import io.visavis.avatar.rig.Binding;
import io.visavis.avatar.rig.HeadMesh;
import io.visavis.avatar.rig.Retarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * What GaussianAvatars (Qian et al. 2024) trained becomes an avatar: Gaussians bound to the
 * triangles of a person's FLAME head with teeth. Gaussians stay as they are, to the last bit that
 * activation leaves; the head moves by motion of the space {@code flame}, of which expressions 50
 * to 99, eyes and per-frame offsets are not part.
 */
public final class GaussianAvatars {
  private static final String CLOUD = "point_cloud.ply";
  private static final String PARAMETERS = "flame_param.npz";
  private static final String BINDING = "binding_0";

  private final Consumer<String> log;

  /**
   * An importer.
   *
   * @param log hears a sentence for every part that is done
   */
  public GaussianAvatars(Consumer<String> log) {
    this.log = log;
  }

  /**
   * Reads an avatar.
   *
   * @param folder with {@code point_cloud.ply} and {@code flame_param.npz}, or the folder of a
   *     training that has them, of which the last iteration counts
   * @param flame the FLAME model that it was trained with, .pkl or .npz
   * @throws ImportException with one sentence if it cannot be used
   * @throws IOException if a file cannot be read
   */
  public Avatar read(Path folder, Path flame, Label label) throws IOException {
    Path cloud = Iterations.last(folder, CLOUD);
    Path parameters = cloud.resolveSibling(PARAMETERS);
    if (!Files.isRegularFile(parameters)) {
      throw new ImportException(
          "There is no %s beside %s; GaussianAvatars writes both.".formatted(PARAMETERS, cloud));
    }
    FlameModel model = Retargeting.model(flame);
    log.accept("%s: FLAME with %d shapes.".formatted(flame, model.shapeCount()));
    HeadMesh mesh = person(FlameTeeth.added(model), parameters);
    log.accept(
        "%s: a head of %d vertices and %d triangles."
            .formatted(parameters, mesh.vertexCount(), mesh.triangleCount()));
    GaussianCloud gaussians = gaussians(cloud, mesh.triangleCount());
    log.accept(
        "%s: %d Gaussians, harmonics of degree %d."
            .formatted(cloud, gaussians.size(), gaussians.harmonics().degree()));
    Retarget retarget = Retargeting.arkitTo(mesh, log);
    return new Avatar(
        label.name(),
        label.title(),
        MotionSpace.FLAME,
        retarget,
        mesh,
        gaussians,
        Correctives.NONE,
        Framing.of(mesh),
        label.licence());
  }

  private static HeadMesh person(FlameModel model, Path parameters) throws IOException {
    try (NpzFile npz = new NpzFile(parameters)) {
      NumpyArray shape = npz.array("shape", FlameModel.IDENTITIES);
      float[] offset = new float[0];
      if (npz.keys().contains("static_offset")) {
        NumpyArray array = npz.array("static_offset", model.template().length);
        int vertices = array.rank() < 2 ? 0 : array.shape().get(array.rank() - 2);
        if (array.values().length != 3 * vertices
            || (vertices != model.vertexCount() && vertices != FlameModel.VERTICES)) {
          throw new ImportException(
              "'static_offset' of %s has the shape %s; [%d, 3] or [%d, 3] would be right."
                  .formatted(parameters, array.shape(), FlameModel.VERTICES, model.vertexCount()));
        }
        offset = finite("static_offset", parameters, array.values());
      }
      return FlameHead.of(model, finite("shape", parameters, shape.values()), offset);
    } catch (NumpyException e) {
      throw new ImportException(e);
    }
  }

  private static float[] finite(String key, Path file, float[] values) {
    for (float value : values) {
      if (!(Math.abs(value) <= Float.MAX_VALUE)) {
        throw new ImportException(
            "'%s' of %s has values that are no numbers.".formatted(key, file));
      }
    }
    return values;
  }

  private static GaussianCloud gaussians(Path file, int triangles) throws IOException {
    SplatPly ply = new SplatPly(file);
    if (!ply.has(BINDING)) {
      throw new ImportException(
          "%s has no property %s, so its Gaussians ride on no triangles; 'import ply' takes such a file."
              .formatted(file, BINDING));
    }
    return new GaussianCloud(
        Binding.FRAME,
        parents(file, ply.column(BINDING), triangles),
        new float[0][],
        ply.mean(),
        ply.factor(),
        ply.opacity(),
        ply.colour(),
        ply.harmonics());
  }

  private static int[] parents(Path file, float[] binding, int triangles) {
    int[] out = new int[binding.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (int) binding[i];
      if (out[i] != binding[i] || out[i] < 0 || out[i] >= triangles) {
        throw new ImportException(
            "Gaussian %d of %s is bound to triangle %s; FLAME with teeth has %d."
                .formatted(i, file, binding[i], triangles));
      }
    }
    return out;
  }
}
