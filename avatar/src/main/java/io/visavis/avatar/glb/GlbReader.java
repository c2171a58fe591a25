package io.visavis.avatar.glb;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.GaussianCloud;
import io.visavis.avatar.motion.MotionSpace;
import io.visavis.avatar.rig.HeadMesh;
import io.visavis.avatar.rig.Retarget;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads avatar files. Files come from strangers: memory and time are bounded by {@link Limits},
 * every index is checked, and what is read keeps the {@link AvatarRules}.
 */
public final class GlbReader {
  private GlbReader() {}

  /**
   * Reads a file.
   *
   * @throws AvatarFormatException if it is no avatar, with one sentence why
   * @throws IOException if it cannot be read, with one sentence why
   */
  public static Avatar read(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException("%s is a directory; a .glb file is right.".formatted(file));
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(Limits.FILE + 1);
      if (bytes.length > Limits.FILE) {
        throw new AvatarFormatException(
            "The file is larger than %d MB, which is the most that is read."
                .formatted(Limits.FILE >> 20));
      }
      return parse(bytes);
    } catch (NoSuchFileException e) {
      throw new IOException("There is no file %s.".formatted(file), e);
    }
  }

  /**
   * Reads the bytes of a file.
   *
   * @throws AvatarFormatException if they are no avatar, with one sentence why
   */
  public static Avatar parse(byte[] file) throws AvatarFormatException {
    GlbContainer container = GlbContainer.parse(file);
    Element root = new Element(container.json(), "");
    Element avatar = extension(root);
    Accessors accessors = new Accessors(root, container.binary());
    HeadMesh mesh = new MeshReader(root, accessors).read(avatar);
    GaussianCloud gaussians = CloudReader.read(avatar.get("gaussians"), accessors);
    Avatar read =
        new Avatar(
            avatar.get("name").text(),
            avatar.get("title").text(),
            space(avatar.find("space"), MotionSpace.ARKIT),
            retarget(avatar, accessors),
            mesh,
            gaussians,
            CorrectivesReader.read(
                avatar.find("correctives"), accessors, gaussians.size(), mesh.triangleCount()),
            camera(avatar.get("camera")),
            avatar.get("licence").text(),
            PlateFile.read(avatar.find("plate"), accessors));
    Optional<String> fault = AvatarRules.firstFault(read);
    if (fault.isPresent()) {
      throw new AvatarFormatException(fault.get());
    }
    return read;
  }

  private static Element extension(Element root) throws AvatarFormatException {
    Element extensions = root.find("extensions");
    Element avatar = extensions == null ? null : extensions.find(GlbWriter.EXTENSION);
    if (avatar == null) {
      throw new AvatarFormatException(
          "This glTF has no extension %s, which binds Gaussians to a mesh; docs/avatar-file.md says how to write it."
              .formatted(GlbWriter.EXTENSION));
    }
    int version = avatar.get("version").integer(0, Integer.MAX_VALUE);
    if (version != GlbWriter.VERSION) {
      throw new AvatarFormatException(
          "This avatar is of version %d of %s; version %d is read."
              .formatted(version, GlbWriter.EXTENSION, GlbWriter.VERSION));
    }
    return avatar;
  }

  private static @Nullable Retarget retarget(Element avatar, Accessors accessors)
      throws AvatarFormatException {
    Element retarget = avatar.find("retarget");
    if (retarget == null) {
      return null;
    }
    int most = Retarget.values(MotionSpace.FLAME) * Retarget.drivers(MotionSpace.FLAME);
    return new Retarget(
        space(retarget.get("from"), MotionSpace.ARKIT),
        accessors.floats(retarget.get("matrix"), AccessorType.SCALAR, most));
  }

  private static MotionSpace space(@Nullable Element id, MotionSpace otherwise)
      throws AvatarFormatException {
    if (id == null) {
      return otherwise;
    }
    String text = id.text();
    for (MotionSpace space : MotionSpace.values()) {
      if (space.id().equals(text)) {
        return space;
      }
    }
    throw new AvatarFormatException(id.path() + " is none that is known: arkit, flame.");
  }

  private static Avatar.DefaultCamera camera(Element camera) throws AvatarFormatException {
    Element target = camera.get("target");
    float[] point = new float[3];
    for (int c = 0; c < 3; c++) {
      point[c] = target.at(c).number();
    }
    return new Avatar.DefaultCamera(
        point, camera.get("distance").number(), camera.get("fovY").number());
  }
}
