package io.visavis.avatar.builtin.part;

import io.visavis.avatar.builtin.form.Vec;

/**
 * The colours of a person, linear RGB; {@code flush} to {@code lowerLid} are factors on the skin.
 *
 * @param skin the ground tone
 * @param flush cheeks, nose and chin
 * @param glow the forehead
 * @param lid the upper lid
 * @param lowerLid below the eye
 * @param lashLine the painted root of the upper lashes
 * @param lashLineStrength how much of it shows
 * @param upperLip red of the upper lip
 * @param lowerLip red of the lower lip
 * @param dark the line between the lips and the nostrils
 * @param freckle freckles
 * @param freckleStrength how much of them shows
 * @param lash lashes
 * @param brow brows
 * @param hair hair
 * @param irisDark the iris at its darkest
 * @param irisLight the iris where light falls through
 * @param irisWarm the ring about the pupil
 * @param cloth the shirt
 * @param collar its ribbed collar
 */
public record Palette(
    Vec skin,
    Vec flush,
    Vec glow,
    Vec lid,
    Vec lowerLid,
    Vec lashLine,
    double lashLineStrength,
    Vec upperLip,
    Vec lowerLip,
    Vec dark,
    Vec freckle,
    double freckleStrength,
    Vec lash,
    Vec brow,
    Vec hair,
    Vec irisDark,
    Vec irisLight,
    Vec irisWarm,
    Vec cloth,
    Vec collar) {}
