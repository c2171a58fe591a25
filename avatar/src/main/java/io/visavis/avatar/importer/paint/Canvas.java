package io.visavis.avatar.importer.paint;

import io.visavis.avatar.motion.MotionSpace;
import io.visavis.avatar.rig.HeadMesh;

/**
 * A head that is to be painted.
 *
 * @param mesh life-size, with landmarks
 * @param space the motion that moves it
 * @param regions [F] what each triangle is
 * @param quads [F] whether the triangle (a, b, c) and the next one, (a, c, d), are one quad
 */
public record Canvas(HeadMesh mesh, MotionSpace space, Region[] regions, boolean[] quads) {}
