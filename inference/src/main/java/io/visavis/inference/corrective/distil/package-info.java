/** From a network that changes every Gaussian of an avatar to a few coefficients a frame. */
@NullMarked
package io.visavis.inference.corrective.distil;

import org.jspecify.annotations.NullMarked;
