package io.visavis.avatar.glb;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.visavis.avatar.Avatar;
import io.visavis.avatar.GaussianCloud;
import io.visavis.avatar.rig.HeadMesh;
import io.visavis.avatar.rig.Joint;
import io.visavis.avatar.rig.MorphTarget;

/**
 * Writes the mesh of a head, its skin and the scene. The mesh takes the mean colour of its
 * Gaussians, so that a viewer that draws no Gaussians shows the head all the same.
 */
final class MeshWriter {
  /** Index of the head in the meshes of the file; the Gaussians are the next. */
  static final int MESH = 0;

  private static final int SLOTS = 4;

  private final Avatar avatar;
  private final HeadMesh mesh;
  private final BufferBuilder buffers;

  MeshWriter(Avatar avatar, BufferBuilder buffers) {
    this.avatar = avatar;
    this.mesh = avatar.mesh();
    this.buffers = buffers;
  }

  /** The mesh with its morph targets. */
  ObjectNode mesh() {
    ObjectNode out = JsonNodeFactory.instance.objectNode().put("name", avatar.name());
    ObjectNode primitive = out.putArray("primitives").addObject();
    ObjectNode attributes = primitive.putObject("attributes");
    attributes.put("POSITION", buffers.positions(mesh.vertices()));
    attributes.put("COLOR_0", buffers.unit4(vertexColours()));
    weights(attributes);
    primitive.put("indices", buffers.indices(mesh.triangles(), BufferBuilder.ELEMENT_ARRAY_BUFFER));
    primitive.put("material", 0);
    if (!mesh.morphs().isEmpty()) {
      ArrayNode targets = primitive.putArray("targets");
      ArrayNode names = out.putObject("extras").putArray("targetNames");
      for (MorphTarget morph : mesh.morphs()) {
        names.add(morph.name());
        targets
            .addObject()
            .put(
                "POSITION",
                buffers.displacements(mesh.vertexCount(), morph.vertices(), morph.deltas()));
      }
    }
    return out;
  }

  /** Nodes, skin and scene: the joints first, then the head, then its Gaussians. */
  void scene(ObjectNode root) {
    ArrayNode nodes = root.putArray("nodes");
    float[] pivots = mesh.pivots();
    float[] inverseBind = new float[16 * Joint.COUNT];
    ArrayNode joints = JsonNodeFactory.instance.arrayNode();
    for (Joint joint : Joint.values()) {
      int j = joint.ordinal();
      ObjectNode node = nodes.addObject().put("name", joint.jointName());
      ArrayNode translation = node.putArray("translation");
      for (int c = 0; c < 3; c++) {
        float from = joint.parent() < 0 ? 0 : pivots[3 * joint.parent() + c];
        translation.add(pivots[3 * j + c] - from);
        inverseBind[16 * j + 12 + c] = -pivots[3 * j + c];
        inverseBind[16 * j + 5 * c] = 1;
      }
      inverseBind[16 * j + 15] = 1;
      children(node, joint);
      joints.add(j);
    }
    nodes.addObject().put("name", avatar.name()).put("mesh", MESH).put("skin", 0);
    nodes.addObject().put("name", avatar.name() + "-gaussians").put("mesh", MESH + 1);
    ObjectNode skin = root.putArray("skins").addObject();
    skin.put(
        "inverseBindMatrices",
        buffers.floats(inverseBind, AccessorType.MAT4, BufferBuilder.NO_TARGET));
    skin.put("skeleton", Joint.ROOT.ordinal());
    skin.set("joints", joints);
    ObjectNode scene = root.putArray("scenes").addObject().put("name", avatar.title());
    scene.putArray("nodes").add(Joint.ROOT.ordinal()).add(Joint.COUNT).add(Joint.COUNT + 1);
  }

  /** What our extension says of how the rig moves the mesh besides skin and morph targets. */
  void rig(ObjectNode own) {
    if (mesh.landmarks().length > 0) {
      ArrayNode landmarks = own.putArray("landmarks");
      for (int vertex : mesh.landmarks()) {
        landmarks.add(vertex);
      }
    }
    if (mesh.poseCorrectives().length > 0) {
      own.put("poseCorrectives", points(mesh.poseCorrectives()));
    }
    if (mesh.morphs().stream().anyMatch(m -> m.pivots().length > 0)) {
      float[] pivots = new float[3 * Joint.COUNT * mesh.morphs().size()];
      for (int i = 0; i < mesh.morphs().size(); i++) {
        float[] moved = mesh.morphs().get(i).pivots();
        System.arraycopy(moved, 0, pivots, 3 * Joint.COUNT * i, moved.length);
      }
      own.put("morphPivots", points(pivots));
    }
  }

  private int points(float[] values) {
    return buffers.floats(values, AccessorType.VEC3, BufferBuilder.NO_TARGET);
  }

  private static void children(ObjectNode node, Joint of) {
    ArrayNode children = JsonNodeFactory.instance.arrayNode();
    for (Joint joint : Joint.values()) {
      if (joint.parent() == of.ordinal()) {
        children.add(joint.ordinal());
      }
    }
    if (!children.isEmpty()) {
      node.set("children", children);
    }
  }

  /** Joints and weights: four a vertex, and a second set where one vertex has five. */
  private void weights(ObjectNode attributes) {
    int vertices = mesh.vertexCount();
    byte[][] joints = new byte[2][SLOTS * vertices];
    float[][] weights = new float[2][SLOTS * vertices];
    int sets = 1;
    for (int v = 0; v < vertices; v++) {
      int slot = 0;
      for (int j = 0; j < Joint.COUNT; j++) {
        float w = mesh.weights()[Joint.COUNT * v + j];
        if (w != 0) {
          joints[slot / SLOTS][SLOTS * v + slot % SLOTS] = (byte) j;
          weights[slot / SLOTS][SLOTS * v + slot % SLOTS] = w;
          sets = Math.max(sets, slot / SLOTS + 1);
          slot++;
        }
      }
    }
    for (int set = 0; set < sets; set++) {
      attributes.put("JOINTS_" + set, buffers.bytes4(joints[set]));
      attributes.put(
          "WEIGHTS_" + set,
          buffers.floats(weights[set], AccessorType.VEC4, BufferBuilder.ARRAY_BUFFER));
    }
  }

  /** [V, 4] the mean colour of the Gaussians on the triangles about each vertex, linear. */
  private float[] vertexColours() {
    GaussianCloud cloud = avatar.gaussians();
    double[] sums = new double[4 * mesh.vertexCount()];
    for (int i = 0; i < cloud.size(); i++) {
      for (int corner = 0; corner < 3; corner++) {
        int v = mesh.triangles()[3 * cloud.parent()[i] + corner];
        for (int c = 0; c < 3; c++) {
          sums[4 * v + c] += cloud.opacity()[i] * SplatMath.linear(cloud.colour()[c][i]);
        }
        sums[4 * v + 3] += cloud.opacity()[i];
      }
    }
    float[] colours = new float[sums.length];
    for (int v = 0; v < mesh.vertexCount(); v++) {
      double weight = sums[4 * v + 3];
      for (int c = 0; c < 3; c++) {
        colours[4 * v + c] = (float) (weight > 0 ? sums[4 * v + c] / weight : 0.2);
      }
      colours[4 * v + 3] = 1;
    }
    return colours;
  }
}
