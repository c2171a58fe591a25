package io.visavis.avatar.glb;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.visavis.avatar.Avatar;
import io.visavis.avatar.corrective.Correctives;
import io.visavis.avatar.motion.MotionSpace;
import io.visavis.avatar.rig.Retarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes avatar files. The same avatar always gives the same bytes, and reading them gives the same
 * values to the last bit.
 */
public final class GlbWriter {
  /** The glTF extension that makes a file an avatar. */
  public static final String EXTENSION = "VISAVIS_avatar";

  /** Its version. */
  public static final int VERSION = 1;

  static final String SPLATTING = "KHR_gaussian_splatting";
  static final String UNLIT = "KHR_materials_unlit";

  private GlbWriter() {}

  /**
   * Writes a file, at once: nobody sees half of it.
   *
   * @throws IllegalArgumentException if the avatar breaks the {@link AvatarRules}, or is larger
   *     than {@link Limits#FILE}
   */
  public static void write(Avatar avatar, Path file) throws IOException {
    byte[] bytes = encode(avatar);
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new IOException("There is no directory %s to write to.".formatted(folder));
    }
    Path part = folder.resolve("." + UUID.randomUUID() + ".part");
    try {
      Files.write(part, bytes, StandardOpenOption.CREATE_NEW);
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /**
   * The bytes of a file.
   *
   * @throws IllegalArgumentException if the avatar breaks the {@link AvatarRules}, or is larger
   *     than {@link Limits#FILE}
   */
  public static byte[] encode(Avatar avatar) {
    AvatarRules.firstFault(avatar)
        .ifPresent(
            fault -> {
              throw new IllegalArgumentException(fault);
            });
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.putObject("asset").put("version", "2.0").put("generator", "visavis");
    root.putArray("extensionsUsed").add(SPLATTING).add(UNLIT).add(EXTENSION);
    root.put("scene", 0);

    BufferBuilder buffers = new BufferBuilder();
    MeshWriter mesh = new MeshWriter(avatar, buffers);
    CloudWriter cloud = new CloudWriter(avatar, buffers);
    mesh.scene(root);
    ObjectNode material = root.putArray("materials").addObject();
    material.put("doubleSided", true).putObject("pbrMetallicRoughness").put("metallicFactor", 0);
    material.putObject("extensions").putObject(UNLIT);
    root.putArray("meshes").add(mesh.mesh()).add(cloud.mesh());

    ObjectNode own = root.putObject("extensions").putObject(EXTENSION);
    own.put("version", VERSION);
    own.put("name", avatar.name());
    own.put("title", avatar.title());
    own.put("licence", avatar.licence());
    if (avatar.space() != MotionSpace.ARKIT) {
      own.put("space", avatar.space().id());
    }
    ObjectNode camera = own.putObject("camera");
    ArrayNode target = camera.putArray("target");
    for (float coordinate : avatar.camera().target()) {
      target.add(coordinate);
    }
    camera.put("distance", avatar.camera().distance());
    camera.put("fovY", avatar.camera().fovY());
    own.put("mesh", MeshWriter.MESH);
    mesh.rig(own);
    retarget(own, avatar.retarget(), buffers);
    own.set("gaussians", cloud.localValues());
    if (!avatar.correctives().equals(Correctives.NONE)) {
      own.set("correctives", CorrectivesWriter.write(avatar, buffers));
    }
    PlateFile.write(avatar.plate(), own, buffers);

    root.set("accessors", buffers.accessors());
    root.set("bufferViews", buffers.views());
    var binary = buffers.binary();
    root.putArray("buffers").addObject().put("byteLength", binary.remaining());
    byte[] file = new GlbContainer(root, binary).toBytes();
    if (file.length > Limits.FILE) {
      throw new IllegalArgumentException(
          "The file would have %d MB; at most %d are read."
              .formatted(file.length >> 20, Limits.FILE >> 20));
    }
    return file;
  }

  private static void retarget(ObjectNode own, @Nullable Retarget retarget, BufferBuilder buffers) {
    if (retarget != null) {
      own.putObject("retarget")
          .put("from", retarget.from().id())
          .put(
              "matrix",
              buffers.floats(retarget.matrix(), AccessorType.SCALAR, BufferBuilder.NO_TARGET));
    }
  }
}
