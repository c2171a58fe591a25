package io.visavis.avatar.glb;

import io.visavis.avatar.rig.HeadMesh;
import io.visavis.avatar.rig.MorphTarget;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the mesh of a head, with its morph targets, from a glTF. */
final class MeshReader {
  private static final int TRIANGLES = 4;

  private final Element root;
  private final Accessors accessors;

  MeshReader(Element root, Accessors accessors) {
    this.root = root;
    this.accessors = accessors;
  }

  /** The mesh that {@code reference} points at, and the skin of the node that shows it. */
  HeadMesh read(Element reference) throws AvatarFormatException {
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
    List<MorphTarget> morphs = morphs(mesh, primitive.find("targets"), count);
    SkinReader skin = new SkinReader(root, accessors, skinOf(reference));
    return new HeadMesh(
        vertices, triangles, morphs, skin.pivots(), skin.weights(attributes, count));
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
