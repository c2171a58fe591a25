package io.visavis.avatar.builtin.part;

import io.visavis.avatar.builtin.form.Vec;
import io.visavis.avatar.builtin.topology.MeshDraft;

/** A head in the making: its recipe, mesh and Gaussians, and a place for rigid things to ride. */
public record Studio(HeadRecipe recipe, MeshDraft mesh, SplatDraft splats, int anchor) {

  public static Studio of(HeadRecipe recipe) {
    MeshDraft mesh = new MeshDraft();
    int anchor = mesh.anchor(Vec.of(0, .2, -.1));
    return new Studio(recipe, mesh, new SplatDraft(mesh), anchor);
  }
}
