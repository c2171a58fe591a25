package io.visavis.avatar.glb;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.visavis.avatar.Avatar;
import io.visavis.avatar.GaussianCloud;
import io.visavis.avatar.Harmonics;

/**
 * Writes Gaussians twice: as {@code KHR_gaussian_splatting} points in the rest pose for any viewer,
 * and as exact local values for us.
 */
final class CloudWriter {
  private static final double SH0 = 0.28209479177387814;

  private final GaussianCloud cloud;
  private final Avatar avatar;
  private final BufferBuilder buffers;
  private final int opacity;
  private final int[] harmonics;

  CloudWriter(Avatar avatar, BufferBuilder buffers) {
    this.avatar = avatar;
    this.cloud = avatar.gaussians();
    this.buffers = buffers;
    this.opacity = buffers.floats(cloud.opacity(), AccessorType.SCALAR, BufferBuilder.ARRAY_BUFFER);
    this.harmonics = harmonics();
  }

  /** An accessor (red, green, blue) a coefficient. */
  private int[] harmonics() {
    Harmonics of = cloud.harmonics();
    int[] accessors = new int[of.count()];
    for (int j = 0; j < accessors.length; j++) {
      float[][] rgb = new float[3][];
      for (int c = 0; c < 3; c++) {
        rgb[c] = of.coefficients()[c * of.count() + j];
      }
      accessors[j] = vertices(rows(rgb), AccessorType.VEC3);
    }
    return accessors;
  }

  /** The points that any viewer shows. */
  ObjectNode mesh() {
    int n = cloud.size();
    RestSplats splats = RestSplats.of(avatar);
    float[] harmonic = new float[3 * n];
    float[] colour = new float[4 * n];
    for (int i = 0; i < n; i++) {
      for (int c = 0; c < 3; c++) {
        float display = cloud.colour()[c][i];
        harmonic[3 * i + c] = (float) ((display - 0.5) / SH0);
        colour[4 * i + c] = (float) SplatMath.linear(display);
      }
      colour[4 * i + 3] = cloud.opacity()[i];
    }
    ObjectNode out =
        JsonNodeFactory.instance.objectNode().put("name", avatar.name() + "-gaussians");
    ObjectNode primitive = out.putArray("primitives").addObject().put("mode", 0);
    primitive.put("material", 0);
    ObjectNode attributes = primitive.putObject("attributes");
    attributes.put("POSITION", buffers.positions(splats.position()));
    attributes.put("COLOR_0", buffers.unit4(colour));
    attributes.put(
        GlbWriter.SPLATTING + ":ROTATION", vertices(splats.rotation(), AccessorType.VEC4));
    attributes.put(GlbWriter.SPLATTING + ":SCALE", vertices(splats.scale(), AccessorType.VEC3));
    attributes.put(GlbWriter.SPLATTING + ":OPACITY", opacity);
    attributes.put(
        GlbWriter.SPLATTING + ":SH_DEGREE_0_COEF_0", vertices(harmonic, AccessorType.VEC3));
    for (int degree = 1; degree <= cloud.harmonics().degree(); degree++) {
      for (int c = 0; c <= 2 * degree; c++) {
        attributes.put(
            GlbWriter.SPLATTING + ":SH_DEGREE_%d_COEF_%d".formatted(degree, c),
            harmonics[degree * degree - 1 + c]);
      }
    }
    primitive
        .putObject("extensions")
        .putObject(GlbWriter.SPLATTING)
        .put("kernel", "ellipse")
        .put("colorSpace", "srgb_rec709_display")
        .put("sortingMethod", "cameraDistance")
        .put("projection", "perspective");
    return out;
  }

  /** What our extension says of the Gaussians. */
  ObjectNode localValues() {
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    out.put("mesh", MeshWriter.MESH + 1);
    out.put("binding", cloud.binding().id());
    out.put("parent", buffers.indices(cloud.parent(), BufferBuilder.NO_TARGET));
    if (cloud.origin().length > 0) {
      out.put("origin", own(rows(cloud.origin()), AccessorType.VEC3));
    }
    out.put("mean", own(rows(cloud.mean()), AccessorType.VEC3));
    float[][] m = cloud.factor();
    // A glTF matrix is column-major, ours row-major.
    float[][] columns = {m[0], m[3], m[6], m[1], m[4], m[7], m[2], m[5], m[8]};
    out.put("factor", own(rows(columns), AccessorType.MAT3));
    out.put("opacity", opacity);
    out.put("colour", own(rows(cloud.colour()), AccessorType.VEC3));
    if (cloud.harmonics().degree() > 0) {
      ObjectNode view = out.putObject("harmonics");
      view.put("degree", cloud.harmonics().degree());
      view.put("turnsWithHead", cloud.harmonics().turnsWithHead());
      ArrayNode coefficients = view.putArray("coefficients");
      for (int accessor : harmonics) {
        coefficients.add(accessor);
      }
    }
    return out;
  }

  private int vertices(float[] values, AccessorType type) {
    return buffers.floats(values, type, BufferBuilder.ARRAY_BUFFER);
  }

  private int own(float[] values, AccessorType type) {
    return buffers.floats(values, type, BufferBuilder.NO_TARGET);
  }

  private static float[] rows(float[][] planes) {
    int width = planes.length;
    float[] rows = new float[width * planes[0].length];
    for (int i = 0; i < planes[0].length; i++) {
      for (int c = 0; c < width; c++) {
        rows[width * i + c] = planes[c][i];
      }
    }
    return rows;
  }
}
