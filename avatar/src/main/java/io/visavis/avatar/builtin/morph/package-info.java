/** Displacement fields behind the 52 ARKit coefficients of a built-in head. */
@NullMarked
package io.visavis.avatar.builtin.morph;

import org.jspecify.annotations.NullMarked;
