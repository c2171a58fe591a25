package io.visavis.avatar.importer.lam;

import io.visavis.avatar.glb.AccessorType;
import io.visavis.avatar.glb.Accessors;
import io.visavis.avatar.glb.AvatarFormatException;
import io.visavis.avatar.glb.Element;
import io.visavis.avatar.glb.GlbContainer;
import io.visavis.avatar.glb.Limits;
import io.visavis.avatar.motion.ArkitChannel;
import io.visavis.avatar.rig.MorphTarget;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The mesh of a {@code skin.glb}, as it is stored: the only one in it that has a skin.
 *
 * @param vertices [V, 3] before the joints take them
 * @param triangles [F, 3] indices in range
 * @param morphs those that ARKit knows, by ARKit's own names
 * @param rig what moves the vertices
 */
record LamSkin(float[] vertices, int[] triangles, List<MorphTarget> morphs, LamRig rig) {
  private static final int TRIANGLES = 4;

  /** Takes a file apart. */
  static LamSkin parse(byte[] file) throws AvatarFormatException {
    GlbContainer container = GlbContainer.parse(file);
    Element root = new Element(container.json(), "");
    Element required = root.find("extensionsRequired");
    if (required != null && required.size() > 0) {
      throw new AvatarFormatException(
          "It cannot be read without extensions of glTF, such as compression; export it without.");
    }
    Accessors accessors = new Accessors(root, container.binary());
    Element node = skinned(root);
    Element mesh = node.get("mesh").in(root, "meshes");
    Element primitives = mesh.get("primitives");
    if (primitives.size() != 1) {
      throw new AvatarFormatException(
          "%s has %d entries; LAM's head is one mesh with one material."
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
    return new LamSkin(
        vertices,
        triangles(accessors, primitive.get("indices"), count),
        morphs(accessors, mesh, primitive, count),
        LamRig.read(root, accessors, node.get("skin").in(root, "skins"), attributes, count));
  }

  private static Element skinned(Element root) throws AvatarFormatException {
    Element nodes = root.get("nodes");
    @Nullable Element found = null;
    for (int i = 0; i < nodes.size(); i++) {
      Element node = nodes.at(i);
      if (node.find("mesh") != null && node.find("skin") != null) {
        if (found != null) {
          throw new AvatarFormatException(
              "%s and %s both show a mesh with a skin; LAM's head is one mesh."
                  .formatted(found.path(), node.path()));
        }
        found = node;
      }
    }
    if (found == null) {
      throw new AvatarFormatException("No node shows a mesh with a skin, as LAM's head has it.");
    }
    return found;
  }

  private static int[] triangles(Accessors accessors, Element reference, int vertices)
      throws AvatarFormatException {
    int[] out = accessors.integers(reference, AccessorType.SCALAR, 3 * Limits.TRIANGLES);
    if (out.length % 3 != 0) {
      throw new AvatarFormatException(
          "%s has %d corners, which is no multiple of three."
              .formatted(reference.path(), out.length));
    }
    for (int i = 0; i < out.length; i++) {
      if (out[i] >= vertices) {
        throw new AvatarFormatException(
            "Triangle %d has the vertex %d; there are %d.".formatted(i / 3, out[i], vertices));
      }
    }
    return out;
  }

  private static List<MorphTarget> morphs(
      Accessors accessors, Element mesh, Element primitive, int vertices)
      throws AvatarFormatException {
    Element targets = primitive.find("targets");
    int count = targets == null ? 0 : targets.size();
    if (targets == null || count == 0) {
      return List.of();
    }
    if (count > Limits.MORPHS) {
      throw new AvatarFormatException(
          "%s has %d entries; at most %d are read."
              .formatted(targets.path(), count, Limits.MORPHS));
    }
    Element names = names(mesh, primitive);
    if (names.size() != count) {
      throw new AvatarFormatException(
          "%s has %d names for %d morph targets.".formatted(names.path(), names.size(), count));
    }
    List<MorphTarget> out = new ArrayList<>();
    Set<String> known = new HashSet<>();
    int left = Limits.MORPH_ENTRIES;
    for (int i = 0; i < count; i++) {
      String name = arkit(names.at(i).text());
      Element position = targets.at(i).find("POSITION");
      if (name.isEmpty() || position == null) {
        continue;
      }
      if (!known.add(name)) {
        throw new AvatarFormatException("%s has the name %s twice.".formatted(names.path(), name));
      }
      Accessors.Sparse moved = accessors.sparse(position, AccessorType.VEC3, vertices, left);
      left -= moved.indices().length;
      out.add(new MorphTarget(name, moved.indices(), moved.values()));
    }
    return List.copyOf(out);
  }

  /** Blender writes them to the mesh, others to the primitive. */
  private static Element names(Element mesh, Element primitive) throws AvatarFormatException {
    Element extras = primitive.find("extras");
    Element names = extras == null ? null : extras.find("targetNames");
    return names != null ? names : mesh.get("extras").get("targetNames");
  }

  /** ARKit's own name of a coefficient that is written with a capital or without, or nothing. */
  private static String arkit(String name) {
    String small =
        name.isEmpty() ? name : name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    return ArkitChannel.find(small)
        .filter(c -> c.ordinal() < ArkitChannel.COEFFICIENTS)
        .map(ArkitChannel::channelName)
        .orElse("");
  }
}
