package io.visavis.avatar.glb;

import io.visavis.avatar.rig.HeadMesh;
import io.visavis.avatar.rig.Joint;
import io.visavis.avatar.rig.MorphTarget;
import io.visavis.avatar.rig.RigPose;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the mesh of a head, with its morph targets, from a glTF. */
final class MeshReader {
  private static final int TRIANGLES = 4;
  private static final int PIVOT_VALUES = 3 * Joint.COUNT;

  private final Element root;
  private final Accessors accessors;

  MeshReader(Element root, Accessors accessors) {
    this.root = root;
    this.accessors = accessors;
  }

  /** The mesh that {@code avatar} points at, with the skin of the node that shows it. */
  HeadMesh read(Element avatar) throws AvatarFormatException {
    Element reference = avatar.get("mesh");
    Element mesh = reference.in(root, "meshes");
    Element primitives = mesh.get("primitives");
    if (primitives.size() != 1) {
      throw new AvatarFormatException(
          "%s has %d entries; join the head to one mesh with one material."
              .formatted(primitives.path(), primitives.size()));
    }
    Element primitive = primitives.at(0);
    if (primitive.integer("mode", 0, 6, TRIANGLES) != TRIANGLES) {
      throw new AvatarFormatException(primitive.path() + " is no list of triangles (mode 4).");
    }
    Element attributes = primitive.get("attributes");
    float[] vertices =
        accessors.floats(attributes.get("POSITION"), AccessorType.VEC3, Limits.VERTICES);
    int count = vertices.length / 3;
    int[] triangles =
        accessors.integers(primitive.get("indices"), AccessorType.SCALAR, 3 * Limits.TRIANGLES);
    List<MorphTarget> morphs =
        moving(morphs(mesh, primitive.find("targets"), count), avatar.find("morphPivots"));
    SkinReader skin = new SkinReader(root, accessors, skinOf(reference));
    return new HeadMesh(
        vertices,
        triangles,
        morphs,
        skin.pivots(),
        skin.weights(attributes, count),
        poseCorrectives(avatar.find("poseCorrectives"), count),
        landmarks(avatar.find("landmarks"), count));
  }

  private static int[] landmarks(@Nullable Element list, int vertices)
      throws AvatarFormatException {
    if (list == null) {
      return new int[0];
    }
    if (list.size() != HeadMesh.LANDMARKS) {
      throw new AvatarFormatException(
          "%s has %d entries; the vertices of %d landmarks are right."
              .formatted(list.path(), list.size(), HeadMesh.LANDMARKS));
    }
    int[] out = new int[HeadMesh.LANDMARKS];
    for (int i = 0; i < out.length; i++) {
      out[i] = list.at(i).integer(0, vertices - 1);
    }
    return out;
  }

  private float[] poseCorrectives(@Nullable Element reference, int vertices)
      throws AvatarFormatException {
    if (reference == null) {
      return new float[0];
    }
    if (vertices > Limits.POSE_CORRECTIVE_VERTICES) {
      throw new AvatarFormatException(
          "%s is there for a mesh of %d vertices; at most %d are right with it."
              .formatted(reference.path(), vertices, Limits.POSE_CORRECTIVE_VERTICES));
    }
    return counted(reference, RigPose.FEATURES * vertices, "36 for each vertex");
  }

  /** The morph targets with the displacements of joints; five zeros are as good as none. */
  private List<MorphTarget> moving(List<MorphTarget> morphs, @Nullable Element reference)
      throws AvatarFormatException {
    if (reference == null) {
      return morphs;
    }
    float[] pivots = counted(reference, Joint.COUNT * morphs.size(), "five for each morph target");
    List<MorphTarget> out = new ArrayList<>();
    for (int i = 0; i < morphs.size(); i++) {
      MorphTarget m = morphs.get(i);
      float[] own = Arrays.copyOfRange(pivots, i * PIVOT_VALUES, (i + 1) * PIVOT_VALUES);
      boolean moved = !Arrays.equals(own, new float[PIVOT_VALUES]);
      out.add(new MorphTarget(m.name(), m.vertices(), m.deltas(), moved ? own : new float[0]));
    }
    return List.copyOf(out);
  }

  private float[] counted(Element reference, int right, String what) throws AvatarFormatException {
    int count = accessors.count(reference, Integer.MAX_VALUE);
    if (count != right) {
      throw new AvatarFormatException(
          "%s has %d entries; %d are right, %s.".formatted(reference.path(), count, right, what));
    }
    return accessors.floats(reference, AccessorType.VEC3, right);
  }

  private Element skinOf(Element reference) throws AvatarFormatException {
    int mesh = reference.integer(0, Integer.MAX_VALUE);
    Element nodes = root.get("nodes");
    for (int i = 0; i < nodes.size(); i++) {
      Element node = nodes.at(i);
      if (node.integer("mesh", 0, Integer.MAX_VALUE, -1) == mesh && node.find("skin") != null) {
        return node.get("skin").in(root, "skins");
      }
    }
    throw new AvatarFormatException(
        "No node shows meshes[%d] with a skin; the head has the joints root, neck, jaw, eyeLeft and eyeRight."
            .formatted(mesh));
  }

  private List<MorphTarget> morphs(Element mesh, @Nullable Element targets, int vertices)
      throws AvatarFormatException {
    int count = targets == null ? 0 : targets.size();
    if (targets == null || count == 0) {
      return List.of();
    }
    if (count > Limits.MORPHS) {
      throw new AvatarFormatException(
          "%s has %d entries; at most %d are read."
              .formatted(targets.path(), count, Limits.MORPHS));
    }
    Element names = mesh.get("extras").get("targetNames");
    if (names.size() != count) {
      throw new AvatarFormatException(
          "%s has %d names for %d morph targets.".formatted(names.path(), names.size(), count));
    }
    List<MorphTarget> morphs = new ArrayList<>();
    int left = Limits.MORPH_ENTRIES;
    for (int i = 0; i < count; i++) {
      Element position = targets.at(i).find("POSITION");
      Accessors.Sparse moved =
          position == null
              ? new Accessors.Sparse(new int[0], new float[0])
              : accessors.sparse(position, AccessorType.VEC3, vertices, left);
      left -= moved.indices().length;
      morphs.add(new MorphTarget(names.at(i).text(), moved.indices(), moved.values()));
    }
    return List.copyOf(morphs);
  }
}
