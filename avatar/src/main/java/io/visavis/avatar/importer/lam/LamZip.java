package io.visavis.avatar.importer.lam;

import io.visavis.avatar.Avatar;
import io.visavis.avatar.GaussianCloud;
import io.visavis.avatar.glb.AvatarFormatException;
import io.visavis.avatar.glb.AvatarRules;
import io.visavis.avatar.glb.Limits;
import io.visavis.avatar.importer.Framing;
import io.visavis.avatar.importer.ImportException;
import io.visavis.avatar.importer.Label;
import io.visavis.avatar.importer.SplatPly;
import io.visavis.avatar.motion.ArkitChannel;
import io.visavis.avatar.ply.PlyException;
import io.visavis.avatar.ply.PlyFile;
import io.visavis.avatar.rig.HeadMesh;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What LAM (He et al. 2025) exports for chatting becomes an avatar: a zip with a rigged mesh,
 * {@code skin.glb}, and a Gaussian for each of its vertices, {@code offset.ply}. The other members,
 * an animation and an order to draw in, are not needed.
 *
 * <p>LAM moves the middle of a Gaussian, vertex plus offset, as it moves the vertex: by the same
 * morph targets and weights. So the avatar's mesh has its vertices there, and is posed to where LAM
 * has its Gaussians, exactly. Through the triangle that carries it a Gaussian also turns and grows
 * with its neighbourhood, which LAM leaves out.
 */
public final class LamZip {
  private final Consumer<String> log;

  /**
   * An importer.
   *
   * @param log hears a sentence for every part that is done
   */
  public LamZip(Consumer<String> log) {
    this.log = log;
  }

  /**
   * Reads an avatar.
   *
   * @param zip as LAM's "export for chatting avatar" gives it
   * @throws ImportException with one sentence if it cannot be used
   * @throws IOException if the file cannot be read
   */
  public Avatar read(Path zip, Label label) throws IOException {
    return head(LamMembers.read(zip), zip, label);
  }

  /** The head of those members. */
  Avatar head(LamMembers members, Path zip, Label label) throws IOException {
    Path skinFile = zip.resolve(LamMembers.SKIN);
    LamSkin skin = skin(members.skin(), skinFile);
    boolean opens =
        skin.morphs().stream().anyMatch(m -> m.name().equals(ArkitChannel.JAW_OPEN.channelName()));
    if (!opens) {
      throw new ImportException(
          "%s has %s but no morph target jawOpen, so ARKit's motion cannot open its mouth; LAM's export for a chatting avatar has one."
              .formatted(skinFile, skin.rig().hasJaw() ? "a joint for the jaw" : "a mesh"));
    }
    log.accept(
        "%s: a head of %d vertices and %d triangles with %d of ARKit's %d morph targets."
            .formatted(
                skinFile,
                skin.vertices().length / 3,
                skin.triangles().length / 3,
                skin.morphs().size(),
                ArkitChannel.COEFFICIENTS));
    Path cloudFile = zip.resolve(LamMembers.CLOUD);
    SplatPly ply = new SplatPly(cloudFile, cloud(members.cloud(), cloudFile));
    if (ply.size() != skin.vertices().length / 3) {
      throw new ImportException(
          "%s has %d Gaussians and %s %d vertices; LAM writes one a vertex."
              .formatted(cloudFile, ply.size(), skinFile, skin.vertices().length / 3));
    }
    LamHead head = new LamHead(skin, skinFile, ply, cloudFile);
    HeadMesh mesh = head.mesh();
    GaussianCloud gaussians = head.gaussians(mesh);
    log.accept(
        "%s: %d Gaussians, %.1f mm from their vertices on average."
            .formatted(cloudFile, gaussians.size(), 1000 * head.meanOffset()));
    Avatar avatar =
        new Avatar(label.name(), label.title(), mesh, gaussians, Framing.of(mesh), label.licence());
    Optional<String> fault = AvatarRules.firstFault(avatar);
    if (fault.isPresent()) {
      throw new ImportException("%s: %s".formatted(zip, fault.get()));
    }
    return avatar;
  }

  private static LamSkin skin(byte[] file, Path name) {
    try {
      return LamSkin.parse(file);
    } catch (AvatarFormatException e) {
      throw new ImportException("%s: %s".formatted(name, e.getMessage()));
    }
  }

  private static PlyFile cloud(byte[] file, Path name) throws IOException {
    try {
      return PlyFile.parse(file, name.toString(), Limits.VERTICES);
    } catch (PlyException e) {
      throw new ImportException(e);
    }
  }
}
