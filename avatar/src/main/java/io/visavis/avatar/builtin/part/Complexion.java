package io.visavis.avatar.builtin.part;

import io.visavis.avatar.builtin.form.Vec;

/**
 * What life has done to a skin.
 *
 * @param mottle how uneven its tone is, a share of it
 * @param blood how red cheeks, nose, ears and chin are, 0..1
 * @param oil how much forehead, nose and chin shine, 0..1
 * @param tired how dark it is under the eyes, 0..1
 * @param freckles small spots over nose and cheeks
 * @param spots larger spots that age brings, on forehead, cheeks and temples
 * @param lines how deep the lines of the face are, 0 none to 1 old
 * @param shadow colour of what shows of a shaven beard, a factor on the skin
 */
public record Complexion(
    double mottle,
    double blood,
    double oil,
    double tired,
    int freckles,
    int spots,
    double lines,
    Vec shadow) {}
