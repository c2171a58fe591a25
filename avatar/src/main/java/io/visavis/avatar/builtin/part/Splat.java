package io.visavis.avatar.builtin.part;

import io.visavis.avatar.builtin.form.Vec;
import org.jspecify.annotations.Nullable;

/**
 * A Gaussian before light: where it rides and what it is.
 *
 * @param triangle the triangle that carries it
 * @param neutral where its mean is in the neutral mesh
 * @param mean local mean: factors of the edges v1-v0 and v2-v0 from the centroid, then height
 * @param factor row-major local 3x3 factor, lower triangular
 * @param normal local direction of the normal where it is no skin of its triangle, else null
 * @param tangent local direction along a hair, else null
 * @param albedo linear colour; display sRGB where the material is painted
 * @param opacity 0..1
 * @param gloss strength of the wet highlight
 * @param material what it is made of
 */
public record Splat(
    int triangle,
    Vec neutral,
    Vec mean,
    double[] factor,
    @Nullable Vec normal,
    @Nullable Vec tangent,
    Vec albedo,
    double opacity,
    double gloss,
    Material material) {}
